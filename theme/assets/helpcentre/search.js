// @ts-check
// The search of a page before a reader touches it: the shortcuts, and the field's own script at the first touch.

import { handleShortcut, isSlashOn } from "./search-shortcut.js";

const SEARCH = "[data-hc-search]";

/** Times after which a script that failed to load is tried again, in milliseconds. */
const RETRIES_MS = [1000, 3000, 9000];
const TOUCHES = ["focusin", "pointerdown", "input"];

/** Loads the head of the index and the field's script, which then answers. @param {HTMLElement} root */
function loadField(root) {
  for (const touch of TOUCHES) removeEventListener(touch, handleTouch);
  const { base = ".", language = "en" } = root.dataset;
  const head = Object.assign(document.createElement("link"), { rel: "preload", as: "fetch", crossOrigin: "anonymous" });
  head.href = new URL(`${language}/head.bin`, new URL(base, document.baseURI)).href;
  document.head.append(head);
  loadScript(root, 0);
}

/** @param {HTMLElement} root @param {number} attempt */
function loadScript(root, attempt) {
  // some browsers remember a failure by its address
  const loading = import(attempt ? `./search-ui.js?${attempt}` : "./search-ui.js");
  loading.catch(() => {
    const box = /** @type {HTMLElement | null} */ (root.querySelector("[data-hc-search-results]"));
    if (box) Object.assign(box, { hidden: false, textContent: JSON.parse(root.dataset.words || "{}").failed });
    if (attempt < RETRIES_MS.length) setTimeout(() => loadScript(root, attempt + 1), RETRIES_MS[attempt]);
    else for (const touch of TOUCHES) addEventListener(touch, handleTouch);
  });
}

/** @param {Event} event */
function handleTouch(event) {
  const root = /** @type {HTMLElement | null} */ (/** @type {HTMLElement | null} */ (event.target)?.closest?.(SEARCH));
  if (root) loadField(root);
}

for (const input of document.querySelectorAll(`${SEARCH} input[name=q]`)) {
  input.setAttribute("aria-keyshortcuts", isSlashOn() ? "Control+K Meta+K /" : "Control+K Meta+K");
}
addEventListener("keydown", handleShortcut);
for (const touch of TOUCHES) addEventListener(touch, handleTouch);
const page = /** @type {HTMLElement | null} */ (document.querySelector("[data-hc-search=page]"));
const touched = /** @type {HTMLElement | null | undefined} */ (document.activeElement?.closest(SEARCH));
const question = /** @type {HTMLElement | null} */ (document.querySelector("[data-hc-ask]"));
if (page || touched) loadField(/** @type {HTMLElement} */ (page || touched));
else if (question) loadScript(question, 0);
