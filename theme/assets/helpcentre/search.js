// @ts-check
// The search of a page. Nothing of the index is loaded before a reader touches a field.

import { reportLeft } from "./visit.js";
import { findElements, SearchField } from "./search-field.js";

/** Makes one `[data-hc-search]` element work. @param {HTMLElement} root */
export function mount(root) {
  const elements = findElements(root);
  if (!elements || "hcReady" in root.dataset) return;
  root.dataset.hcReady = "";
  new SearchField(root, elements).start();
}

function mountAll() {
  for (const root of document.querySelectorAll("[data-hc-search]")) mount(/** @type {HTMLElement} */ (root));
}

/** Material's instant navigation replaces the page without loading it.
 * @typedef {{document$?: {subscribe(listener: () => void): void}}} MaterialGlobals */

if (typeof document !== "undefined") {
  mountAll();
  addEventListener("pagehide", reportLeft);
  /** @type {MaterialGlobals} */ (globalThis).document$?.subscribe(mountAll);
}
