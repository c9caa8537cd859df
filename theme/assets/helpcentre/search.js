// @ts-check
// The search of a page. Nothing of the index is loaded before a reader touches a field.

import { reportLeft } from "./visit.js";
import { isSlashOn } from "./search-recent.js";
import { findElements, SearchField } from "./search-field.js";
import { ContactQuestion, findParts } from "./search-question.js";

/** Makes one `[data-hc-search]` element work. @param {HTMLElement} root */
export function mount(root) {
  const elements = findElements(root);
  if (!elements || "hcReady" in root.dataset) return;
  root.dataset.hcReady = "";
  elements.input.setAttribute("aria-keyshortcuts", isSlashOn() ? "Control+K Meta+K /" : "Control+K Meta+K");
  new SearchField(root, elements).start();
}

/** Makes the question of the contact page work. @param {HTMLElement} root */
export function mountQuestion(root) {
  const parts = findParts(root);
  if (!parts || "hcReady" in root.dataset) return;
  root.dataset.hcReady = "";
  new ContactQuestion(root, parts).start();
}

/** Whether a key leads to the search: Ctrl+K, Command+K, or a slash outside of fields. Readers can turn the slash
 * off, as some press keys unawares and others dictate them (WCAG 2.1.4).
 * @param {Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">} event @param {boolean} isTyping
 * @param {() => boolean} [slashIsOn] */
export function isShortcut({ key, ctrlKey, metaKey, altKey, shiftKey }, isTyping, slashIsOn = isSlashOn) {
  if (altKey) return false;
  if (key === "/") return !ctrlKey && !metaKey && !isTyping && slashIsOn(); // on some keyboards it is typed with Shift
  return key.toLowerCase() === "k" && ctrlKey !== metaKey && !shiftKey;
}

/** Moves the focus into the search, on its own page into that of the page. @param {KeyboardEvent} event */
function handleShortcut(event) {
  const target = /** @type {HTMLElement | null} */ (event.target);
  const isTyping = Boolean(target?.isContentEditable || target?.matches?.("input, textarea, select"));
  if (event.defaultPrevented || !isShortcut(event, isTyping)) return;
  const fields = ["page", "field"].flatMap((kind) => [...document.querySelectorAll(`[data-hc-search=${kind}] input[name=q]`)]);
  const input = /** @type {HTMLInputElement | undefined} */ (fields.find((field) => field.getClientRects().length));
  if (!input) return;
  event.preventDefault();
  input.focus();
  input.select();
}

function mountAll() {
  for (const root of document.querySelectorAll("[data-hc-search]")) mount(/** @type {HTMLElement} */ (root));
  for (const root of document.querySelectorAll("[data-hc-ask]")) mountQuestion(/** @type {HTMLElement} */ (root));
}

/** Material's instant navigation replaces the page without loading it.
 * @typedef {{document$?: {subscribe(listener: () => void): void}}} MaterialGlobals */

if (typeof document !== "undefined") {
  mountAll();
  addEventListener("pagehide", reportLeft);
  addEventListener("keydown", handleShortcut);
  /** @type {MaterialGlobals} */ (globalThis).document$?.subscribe(mountAll);
}
