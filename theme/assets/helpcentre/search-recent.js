// @ts-check
// The last searches of a reader, on this device only.
// Nothing is kept for readers who opted out, and nothing that looks like an address or a number of theirs.

import { keepValue, openStorage } from "./search-shortcut.js";
import { optedOut, scrub } from "./visit.js";

const SEARCHES = "helpcentre-searches";
const MOST_SEARCHES = 5;

/** @typedef {import("./search-shortcut.js").Kept} Kept */

/** The last searches in a language, the newest first. @param {string} language @param {Kept | null} [kept] @returns {string[]} */
export function recentSearches(language, kept = openStorage()) {
  return readSearches(kept).flatMap(([of, query]) => (of === language ? [query] : []));
}

/** @param {Kept | null} kept @returns {[language: string, query: string][]} */
function readSearches(kept) {
  try {
    /** @type {unknown} */
    const found = JSON.parse(kept?.getItem(SEARCHES) || "[]");
    return Array.isArray(found) ? found.filter((each) => typeof each?.[0] === "string" && typeof each[1] === "string") : [];
  } catch {
    return [];
  }
}

/** @param {string} language @param {string} query @param {Kept | null} [kept] @param {boolean} [refused] */
export function rememberSearch(language, query, kept = openStorage(), refused = optedOut()) {
  const text = query.trim();
  if (refused || !text || scrub(text) !== text) return;
  const own = recentSearches(language, kept).filter((other) => other.toLowerCase() !== text.toLowerCase());
  const newest = [text, ...own].slice(0, MOST_SEARCHES).map((each) => [language, each]);
  const foreign = readSearches(kept).filter(([of]) => of !== language);
  keepValue(kept, SEARCHES, JSON.stringify([...newest, ...foreign]));
}

/** @param {Kept | null} [kept] */
export function forgetSearches(kept = openStorage()) {
  kept?.removeItem(SEARCHES);
}
