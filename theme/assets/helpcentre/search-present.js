// @ts-check
// From a hit to what a reader sees: the section that answers best, and a snippet with the matched words marked.

import { eachWord, fold } from "./search-text.js";

/** @typedef {import("./search-engine.js").Unit} Unit */
/** @typedef {import("./search-index.js").Article} Article */
/** @typedef {{id: string, url: string, title: string, kind: string, topics: string[], anchor: string, heading: string,
 *   titleParts: Part[], headingParts: Part[], snippet: Part[]}} Result */
/** @typedef {[text: string, marked: boolean]} Part */

const SNIPPET = 160;

/** Key to the words of the query it stands for. @param {Unit[]} units */
export function keysOf(units) {
  /** @type {Map<string, number>} */
  const keys = new Map();
  units.forEach((unit, position) => {
    for (const variant of unit.variants) {
      for (const key of variant.keys) if (!keys.has(key)) keys.set(key, position);
    }
  });
  return keys;
}

/** @param {Article} article @param {Map<string, number>} keys @param {import("./search-index.js").PackedIndex} index
 * @param {Map<string, number>} [known] words looked at before for this query @returns {Result} */
export function present(article, keys, index, known = new Map()) {
  const find = (/** @type {string} */ text) => matchesIn(text, keys, index, known);
  let best = { score: -1, anchor: "", heading: "", text: "", at: /** @type {Match[]} */ ([]) };
  article.sections.forEach(([anchor, heading, text]) => {
    const at = find(text);
    const inHeading = new Set(find(heading).map((match) => match.unit));
    const units = new Set(at.map((match) => match.unit));
    const both = new Set([...units, ...inHeading]);
    const score = both.size * 10 + inHeading.size * 5 + Math.min(at.length, 4);
    if (score > best.score) best = { score, anchor, heading, text, at };
  });
  const { id, url, title, kind, topics } = article;
  return {
    id, url, title, kind, topics,
    anchor: best.score > 0 ? best.anchor : "",
    heading: best.score > 0 ? best.heading : "",
    titleParts: mark(title, find(title)),
    headingParts: best.score > 0 ? mark(best.heading, find(best.heading)) : [],
    snippet: snippet(best.at.length || !article.lead ? best : { text: article.lead, at: find(article.lead) }),
  };
}

/** @typedef {{start: number, end: number, unit: number}} Match */

/** @param {string} text @param {Map<string, number>} keys @param {import("./search-index.js").PackedIndex} index
 * @param {Map<string, number>} known words looked at before */
function matchesIn(text, keys, index, known) {
  /** @type {Match[]} */
  const found = [];
  eachWord(text, (word, start) => {
    let unit = known.get(word);
    if (unit === undefined) {
      unit = unitOf(word.toLowerCase().normalize("NFC"), keys, index);
      known.set(word, unit);
    }
    if (unit >= 0) found.push({ start, end: start + word.length, unit });
  });
  return found;
}

/** Stemmers that leave the middle of a word as it is: only words that have two letters of a key can have that key, and
 * the others need not be stemmed. */
export const PLAIN = new Set(["", "english", "estonian", "indonesian", "italian"]);

/** @type {WeakMap<Map<string, number>, string[]>} */
const MIDDLES = new WeakMap();

/** Two letters of every key. @param {Map<string, number>} keys */
function middles(keys) {
  let found = MIDDLES.get(keys);
  if (!found) {
    found = [...new Set(Array.from(keys.keys(), (key) => (key.length > 3 ? key.slice(1, 3) : key.slice(0, 2))))];
    MIDDLES.set(keys, found);
  }
  return found;
}

/** The word of the query that a word of the text stands for, -1 for none. @param {string} word
 * @param {Map<string, number>} keys @param {import("./search-index.js").PackedIndex} index */
function unitOf(word, keys, index) {
  const bare = fold(word);
  if (index.stop.has(bare)) return -1;
  if (PLAIN.has(index.stemmer) && !middles(keys).some((middle) => bare.includes(middle))) return -1;
  for (const key of index.analyser.keys(word)) {
    const unit = keys.get(key);
    if (unit !== undefined) return unit;
  }
  return -1;
}

/** The stretch of about SNIPPET characters with the most different words of the query.
 * @param {{text: string, at: Match[]}} section @returns {Part[]} */
function snippet({ text, at }) {
  let best = { units: 0, from: 0 };
  at.forEach((match, position) => {
    const units = new Set();
    for (const other of at.slice(position)) {
      if (other.end - match.start > SNIPPET) break;
      units.add(other.unit);
    }
    if (units.size > best.units) best = { units: units.size, from: match.start };
  });
  let start = 0;
  if (best.from > SNIPPET / 2) {
    const sentence = text.lastIndexOf(". ", best.from);
    start = sentence >= 0 && best.from - sentence < 90 ? sentence + 2 : text.lastIndexOf(" ", best.from - 40) + 1;
  }
  let end = text.length;
  if (end - start > SNIPPET) end = Math.max(text.lastIndexOf(" ", start + SNIPPET), start + SNIPPET / 2);
  const inside = at.filter((match) => match.start >= start && match.end <= end);
  const shifted = inside.map((match) => ({ ...match, start: match.start - start, end: match.end - start }));
  const parts = mark(text.slice(start, end), shifted);
  if (start > 0) parts.unshift(["… ", false]);
  if (end < text.length) parts.push([" …", false]);
  return parts;
}

/** @param {string} text @param {Match[]} found @returns {Part[]} */
function mark(text, found) {
  /** @type {Part[]} */
  const parts = [];
  let at = 0;
  for (const match of found) {
    if (match.start > at) parts.push([text.slice(at, match.start), false]);
    parts.push([text.slice(match.start, match.end), true]);
    at = match.end;
  }
  if (at < text.length) parts.push([text.slice(at), false]);
  return parts;
}
