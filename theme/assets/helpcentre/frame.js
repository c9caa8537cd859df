// @ts-check
/** The behaviour of the page frame: menus that close, a choice of colours, links to sections, open transcripts on paper. */

export const SCHEME_KEY = "helpcentre-scheme";

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

/** Show the choice of colours and keep it on this device; "" follows the system. @param {HTMLElement} choice */
export function offerScheme(choice) {
  const root = choice.ownerDocument.documentElement;
  const select = /** @type {HTMLSelectElement} */ (choice.querySelector("select"));
  const show = () => {
    select.value = root.dataset.hcScheme ?? "";
  };
  /** @param {string | null} scheme */
  const apply = (scheme) => {
    if (scheme) root.dataset.hcScheme = scheme;
    else delete root.dataset.hcScheme;
    show();
  };
  select.addEventListener("change", () => {
    try {
      if (select.value) localStorage.setItem(SCHEME_KEY, select.value);
      else localStorage.removeItem(SCHEME_KEY);
    } catch {
      /* kept for this page only */
    }
    apply(select.value);
  });
  // another tab has changed it
  addEventListener("storage", (event) => {
    if (event.key === SCHEME_KEY) apply(event.newValue);
  });
  show();
  choice.hidden = false;
}

/** Give each heading of a text a button that copies a link to it. @param {HTMLElement} text with the words as `data-text-link` and `data-text-copied` */
export function linkHeadings(text) {
  const { textLink = "", textCopied = "" } = text.dataset;
  for (const heading of text.querySelectorAll("h2[id], h3[id]")) {
    const link = text.ownerDocument.createElement("a");
    link.className = "hc-anchor";
    link.href = `#${heading.id}`;
    link.ariaLabel = `${textLink}: ${heading.textContent}`;
    link.textContent = "#";
    link.addEventListener("click", () => {
      navigator.clipboard?.writeText(link.href).then(() => {
        link.dataset.copied = textCopied;
        setTimeout(() => delete link.dataset.copied, 2000);
      }, () => {});
    });
    heading.append(" ", link);
  }
}

/** Show the buttons that copy a number or an address, where the browser can. @param {Document} root */
export function offerCopies(root) {
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-hc-copy]"))) {
    const words = button.textContent;
    button.hidden = !navigator.clipboard;
    button.onclick = async () => {
      await navigator.clipboard.writeText(button.dataset.hcCopy ?? "");
      button.textContent = button.dataset.textCopied ?? words;
      setTimeout(() => (button.textContent = words), 2000);
    };
  }
}

/** Take the tables that need no scrolling out of the order of the Tab key. @param {Iterable<Element>} regions */
export function skipStillRegions(regions) {
  for (const region of regions) {
    const element = /** @type {HTMLElement} */ (region);
    element.tabIndex = element.scrollWidth > element.clientWidth ? 0 : -1;
  }
}

/** @param {Document} page */
function mount(page) {
  for (const menu of page.querySelectorAll("details.hc-languages")) closeWhenLeft(/** @type {HTMLDetailsElement} */ (menu));
  for (const choice of page.querySelectorAll("[data-hc-scheme-choice]")) offerScheme(/** @type {HTMLElement} */ (choice));
  for (const text of page.querySelectorAll("[data-text-link]")) linkHeadings(/** @type {HTMLElement} */ (text));
  offerCopies(page);
  openForPrint(page);
  const still = () => skipStillRegions(page.querySelectorAll(".hc-scroll"));
  still();
  addEventListener("resize", still);
}

if (typeof document !== "undefined") mount(document);
