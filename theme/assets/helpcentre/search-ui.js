// @ts-check
// The search fields of a page, once a reader has touched one; `search.js` loads this script.

import { reportLeft } from "./visit.js";
import { findElements, SearchField } from "./search-field.js";
import { ContactQuestion, findParts } from "./search-question.js";

/** Makes one `[data-hc-search]` element work. @param {HTMLElement} root */
function mount(root) {
  const elements = findElements(root);
  if (!elements || "hcReady" in root.dataset) return;
  root.dataset.hcReady = "";
  new SearchField(root, elements).start();
}

/** Makes the question of the contact page work. @param {HTMLElement} root */
function mountQuestion(root) {
  const parts = findParts(root);
  if (!parts || "hcReady" in root.dataset) return;
  root.dataset.hcReady = "";
  new ContactQuestion(root, parts).start();
}

function mountAll() {
  for (const root of document.querySelectorAll("[data-hc-search]")) mount(/** @type {HTMLElement} */ (root));
  for (const root of document.querySelectorAll("[data-hc-ask]")) mountQuestion(/** @type {HTMLElement} */ (root));
}

/** Material's instant navigation replaces the page without loading it.
 * @typedef {{document$?: {subscribe(listener: () => void): void}}} MaterialGlobals */

mountAll();
addEventListener("pagehide", reportLeft);
/** @type {MaterialGlobals} */ (globalThis).document$?.subscribe(mountAll);
