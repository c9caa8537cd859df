// @ts-check
// From a hit to what a reader sees: the section that answers best, and a snippet with the matched words marked.

import { eachWord, fold } from "./search-text.js";

/** @typedef {import("./search-engine.js").Unit} Unit */
/** @typedef {import("./search-index.js").Article} Article */
/** @typedef {import("./search-index.js").PackedIndex} PackedIndex */
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

/** @param {Article} article @param {Map<string, number>} keys @param {PackedIndex} index @returns {Result} */
export function present(article, keys, index) {
  const [inTitle, inLead, ...found] = wordsOf(index).matches(article, keys);
  let best = { score: -1, anchor: "", heading: "", text: "", at: /** @type {Match[]} */ ([]), inHeading: inTitle };
  article.sections.forEach(([anchor, heading, text], position) => {
    const [at, inHeading] = [found[2 * position], found[2 * position + 1]];
    const above = new Set(inHeading.map((match) => match.unit)).size;
    const both = new Set([...at, ...inHeading].map((match) => match.unit)).size;
    const score = both * 10 + above * 5 + Math.min(at.length, 4);
    if (score > best.score) best = { score, anchor, heading, text, at, inHeading };
  });
  const { id, url, title, kind, topics } = article;
  return {
    id, url, title, kind, topics,
    anchor: best.score > 0 ? best.anchor : "",
    heading: best.score > 0 ? best.heading : "",
    titleParts: mark(title, inTitle),
    headingParts: best.score > 0 ? mark(best.heading, best.inHeading) : [],
    snippet: snippet(best.at.length || !article.lead ? best : { text: article.lead, at: inLead }),
  };
}

/** @typedef {{start: number, end: number, unit: number}} Match */

/** Stemmers that leave the middle of a word as it is: only words that have two letters of a key can have that key, and
 * the others need not be stemmed. */
export const PLAIN = new Set(["", "english", "estonian", "indonesian", "italian"]);

const MOST_WORDS = 7000;
const [UNSEEN, NONE, FIRST] = [0, 1, 2];

/** The words of the articles shown so far, each with a number, and the articles as rows of numbers: a text is walked
 * once, and a word is compared with a query once, however often it stands there. */
class Words {
  /** @param {PackedIndex} index */
  constructor(index) {
    this.index = index;
    /** @type {Map<string, number>} 0 for a stop word */
    this.numbers = new Map();
    /** as they stand in the texts, and folded */
    this.words = [""];
    this.bare = [""];
    /** @type {WeakMap<Article, Uint16Array | Uint32Array>} */
    this.rows = new WeakMap();
    /** @type {Map<string, number>} of the query */
    this.keys = new Map();
    /** @type {string[]} two letters of each */
    this.middles = [];
    /** the same, in five bits a letter */
    this.pairs = new Uint8Array(1024);
    /** UNSEEN, NONE or FIRST and the word of the query, by the number of a word */
    this.units = new Uint8Array(2 * MOST_WORDS);
  }

  /** Where words of the query stand in the title, the lead, and the text and heading of each section.
   * @param {Article} article @param {Map<string, number>} keys @returns {Match[][]} */
  matches(article, keys) {
    const row = this.row(article);
    if (keys !== this.keys) this.ask(keys);
    /** @type {Match[][]} */
    const found = [];
    /** @type {Match[]} */
    let here = [];
    for (let at = 0; at < row.length; at += 2) {
      const number = row[at];
      if (!number) {
        found.push(here);
        here = [];
        continue;
      }
      const unit = this.units[number] || this.unit(number);
      if (unit < FIRST) continue;
      const start = row[at + 1];
      here.push({ start, end: start + this.words[number].length, unit: unit - FIRST });
    }
    return found;
  }

  /** Number and place of every word but stop words; a 0 ends a text. @param {Article} article */
  row(article) {
    let row = this.rows.get(article);
    if (!row) {
      if (this.words.length > MOST_WORDS) this.forget();
      /** @type {number[]} */
      const found = [];
      const texts = [article.title, article.lead || "", ...article.sections.flatMap(([, heading, text]) => [text, heading])];
      for (const text of texts) {
        eachWord(text, (word, start) => {
          const number = this.numbers.get(word) ?? this.meet(word);
          if (number) found.push(number, start);
        });
        found.push(0, 0);
      }
      row = found.some((value) => value > 0xffff) ? Uint32Array.from(found) : Uint16Array.from(found);
      this.rows.set(article, row);
    }
    return row;
  }

  /** @param {string} word */
  meet(word) {
    const own = word.length < 13 ? word : word.split("").join(""); // a copy: a slice would keep the text in memory
    const bare = fold(own.toLowerCase().normalize("NFC"));
    let number = 0;
    if (!this.index.stop.has(bare)) {
      number = this.words.push(own) - 1;
      this.bare.push(bare);
    }
    this.numbers.set(own, number);
    return number;
  }

  forget() {
    const { index } = this;
    Object.assign(this, new Words(index));
  }

  /** @param {Map<string, number>} keys */
  ask(keys) {
    this.keys = keys;
    this.units.fill(UNSEEN);
    const all = Array.from(keys.keys(), (key) => (key.length > 3 ? key.slice(1, 3) : key.slice(0, 2)));
    this.middles = [...new Set(all)];
    this.pairs.fill(this.middles.some((middle) => middle.length < 2) ? 1 : 0);
    for (const middle of this.middles) this.pairs[((middle.charCodeAt(0) & 31) << 5) | (middle.charCodeAt(1) & 31)] = 1;
  }

  /** What a word is for the query. @param {number} number */
  unit(number) {
    let unit = NONE;
    if (!PLAIN.has(this.index.stemmer) || this.mayMatch(this.bare[number])) {
      const keys = this.index.analyser.keys(this.words[number].toLowerCase().normalize("NFC"));
      for (const key of keys) {
        const found = this.keys.get(key);
        if (found === undefined) continue;
        unit = FIRST + found;
        break;
      }
    }
    return (this.units[number] = unit);
  }

  /** @param {string} bare */
  mayMatch(bare) {
    let pair = 0;
    for (let at = 0; at < bare.length; at++) {
      pair = ((pair & 31) << 5) | (bare.charCodeAt(at) & 31);
      if (this.pairs[pair]) return this.middles.some((middle) => bare.includes(middle));
    }
    return false;
  }
}

/** @type {WeakMap<PackedIndex, Words>} */
const WORDS = new WeakMap();

/** @param {PackedIndex} index */
function wordsOf(index) {
  let words = WORDS.get(index);
  if (!words) WORDS.set(index, (words = new Words(index)));
  return words;
}

/** The stretch of about SNIPPET characters with the most different words of the query.
 * @param {{text: string, at: Match[]}} section @returns {Part[]} */
function snippet({ text, at }) {
  let best = { units: 0, from: 0 };
  at.forEach((match, position) => {
    const units = new Set();
    for (let next = position; next < at.length && at[next].end - match.start <= SNIPPET; next++) units.add(at[next].unit);
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
