// @ts-check
// The keys that lead to the search, and the choice of a reader to turn the slash off.

const SLASH = "helpcentre-slash";

/** @typedef {Pick<Storage, "getItem" | "setItem" | "removeItem">} Kept */

/** The storage of the site, or null if the browser refuses it. @returns {Kept | null} */
export function openStorage() {
  try {
    return globalThis.localStorage;
  } catch {
    return null;
  }
}

/** Stores a value; a full or refused storage only costs the convenience. @param {Kept | null} kept @param {string} key
 * @param {string} value */
export function keepValue(kept, key, value) {
  try {
    kept?.setItem(key, value);
  } catch {
    return;
  }
}

/** Whether the / key leads to the search: unless a reader has turned it off (WCAG 2.1.4). @param {Kept | null} [kept] */
export function isSlashOn(kept = openStorage()) {
  return kept?.getItem(SLASH) !== "off";
}

/** @param {Kept | null} [kept] */
export function turnSlashOff(kept = openStorage()) {
  keepValue(kept, SLASH, "off");
}

/** Whether a key leads to the search: Ctrl+K, Command+K, or a slash outside of fields. Readers can turn the slash
 * off, as some press keys unawares and others dictate them (WCAG 2.1.4).
 * @param {Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">} event @param {boolean} isTyping
 * @param {() => boolean} [slashIsOn] */
export function isShortcut({ key, ctrlKey, metaKey, altKey, shiftKey }, isTyping, slashIsOn = isSlashOn) {
  if (altKey) return false;
  // on some keyboards the slash is typed with Shift
  if (key === "/") return !ctrlKey && !metaKey && !isTyping && slashIsOn();
  return key.toLowerCase() === "k" && ctrlKey !== metaKey && !shiftKey;
}

/** Moves the focus into the search, on its own page into that of the page. @param {KeyboardEvent} event */
export function handleShortcut(event) {
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
