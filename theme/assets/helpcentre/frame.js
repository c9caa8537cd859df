// @ts-check
/** What the frame of our pages does besides standing still: menus that close when left, and paper that shows all there is. */

/** Close a menu on Escape, on a press outside and when the focus moves on; without this it is a plain `details`. @param {HTMLDetailsElement} menu */
export function closeWhenLeft(menu) {
  const page = menu.ownerDocument;
  /** @param {EventTarget | null} target */
  const isOutside = (target) => target instanceof Node && !menu.contains(target);
  menu.addEventListener("focusout", (event) => {
    if (isOutside(event.relatedTarget)) menu.open = false;
  });
  page.addEventListener("pointerdown", (event) => {
    if (isOutside(event.target)) menu.open = false;
  });
  page.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    if (menu.contains(page.activeElement)) menu.querySelector("summary")?.focus();
    menu.open = false;
  });
}

/** Open every transcript while the page is printed. @param {Document} page */
export function openForPrint(page) {
  /** @type {HTMLDetailsElement[]} */
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...page.querySelectorAll("details.hc-transcript:not([open])")].map((each) => /** @type {HTMLDetailsElement} */ (each));
    for (const each of opened) each.open = true;
  });
  addEventListener("afterprint", () => {
    for (const each of opened) each.open = false;
  });
}

if (typeof document !== "undefined") {
  for (const menu of document.querySelectorAll("details.hc-languages")) closeWhenLeft(/** @type {HTMLDetailsElement} */ (menu));
  openForPrint(document);
}
