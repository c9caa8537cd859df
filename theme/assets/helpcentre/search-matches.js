// @ts-check
// Finds the words of a query in an article. A text is read once, and a word compared with a query once, however
// often it occurs.

import { eachWord, normalise } from "./search-tokens.js";

/** @typedef {import("./search-packed-index.js").Article} Article */
/** @typedef {import("./search-packed-index.js").PackedIndex} PackedIndex */
/** @typedef {{start: number, end: number, word: number}} Match a place in a text, and the number of the query's word */
/** @typedef {Map<string, number>} WordByKey index key to the number of the query's word; the key of a phrase has spaces, that
 *   of words with a certain end a hyphen at its end */
/** @typedef {{keys: string[], word: number}} Phrase */

/** Stemmers that leave the middle of a word as it is: only words that contain two letters of a key can have that key,
 * and the others need not be stemmed. */
export const PLAIN_STEMMERS = new Set(["", "english", "estonian", "indonesian", "italian"]);

const MOST_WORDS = 7000;
const [UNSEEN, NONE, FIRST] = [0, 1, 2];

/** The words of the articles shown so far, numbered, and the articles as rows of numbers. */
class WordTable {
  /** @param {PackedIndex} index */
  constructor(index) {
    this.index = index;
    /** @type {Map<string, number>} 0 for a stop word */
    this.numbers = new Map();
    /** as they are in the texts, and folded */
    this.words = [""];
    this.bare = [""];
    /** @type {WeakMap<Article, Uint16Array | Uint32Array>} */
    this.rows = new WeakMap();
    /** @type {WordByKey} of the current query */
    this.wordByKey = new Map();
    /** @type {Map<string, Phrase[]>} phrases of the query by their first key */
    this.phrases = new Map();
    /** @type {[end: string, word: number][]} ends of compounds */
    this.ends = [];
    /** @type {string[]} two letters of each key */
    this.middles = [];
    /** the same, in five bits per letter */
    this.pairs = new Uint8Array(1024);
    /** UNSEEN, NONE or FIRST plus the word of the query, by the number of a word */
    this.matches = new Uint8Array(2 * MOST_WORDS);
  }

  /** The places of the query's words in the title, the lead, and the text and heading of each section.
   * @param {Article} article @param {WordByKey} wordByKey @returns {Match[][]} */
  findMatches(article, wordByKey) {
    const row = this.rowOf(article);
    if (wordByKey !== this.wordByKey) this.setQuery(wordByKey);
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
      const phrase = this.phrases.size ? this.matchPhrase(row, at) : null;
      const match = this.matches[number] || this.matchWord(number);
      const start = row[at + 1];
      if (phrase) here.push(phrase);
      else if (match >= FIRST) here.push({ start, end: start + this.words[number].length, word: match - FIRST });
    }
    return found;
  }

  /** The phrase that begins at a place of a row. @param {Uint16Array | Uint32Array} row @param {number} at
   * @returns {Match | null} */
  matchPhrase(row, at) {
    for (const first of this.keysOf(row[at])) {
      for (const { keys, word } of this.phrases.get(first) || []) {
        const last = at + 2 * (keys.length - 1);
        const isThere = keys.every((key, offset) => row[at + 2 * offset] && this.keysOf(row[at + 2 * offset]).includes(key));
        if (isThere) return { start: row[at + 1], end: row[last + 1] + this.words[row[last]].length, word };
      }
    }
    return null;
  }

  /** @param {number} number */
  keysOf(number) {
    return this.index.analyser.keys(normalise(this.words[number]));
  }

  /** Number and position of every word that is not a stop word; a 0 ends a text. @param {Article} article */
  rowOf(article) {
    let row = this.rows.get(article);
    if (!row) {
      if (this.words.length > MOST_WORDS) this.forget();
      /** @type {number[]} */
      const found = [];
      const texts = [article.title, article.lead || "", ...article.sections.flatMap(([, heading, text]) => [text, heading])];
      for (const text of texts) {
        eachWord(text, (word, start) => {
          const number = this.numbers.get(word) ?? this.addWord(word);
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
  addWord(word) {
    const copy = word.length < 13 ? word : word.split("").join(""); // a slice would keep the whole text in memory
    const bare = this.index.analyser.fold(normalise(copy));
    let number = 0;
    if (!this.index.stop.has(bare)) {
      number = this.words.push(copy) - 1;
      this.bare.push(bare);
    }
    this.numbers.set(copy, number);
    return number;
  }

  forget() {
    const { index } = this;
    Object.assign(this, new WordTable(index));
  }

  /** @param {WordByKey} wordByKey */
  setQuery(wordByKey) {
    this.wordByKey = wordByKey;
    this.matches.fill(UNSEEN);
    this.phrases = new Map();
    this.ends = [];
    for (const [key, word] of wordByKey) {
      const keys = key.split(" ");
      if (keys.length > 1) this.phrases.set(keys[0], [...(this.phrases.get(keys[0]) || []), { keys, word }]);
      else if (key.endsWith("-")) this.ends.push([key.slice(0, -1), word]);
    }
    const all = Array.from(wordByKey.keys(), (key) => (key.length > 3 ? key.slice(1, 3) : key.slice(0, 2)));
    this.middles = [...new Set(all)];
    this.pairs.fill(this.middles.some((middle) => middle.length < 2) ? 1 : 0);
    for (const middle of this.middles) this.pairs[((middle.charCodeAt(0) & 31) << 5) | (middle.charCodeAt(1) & 31)] = 1;
  }

  /** The role of a word in the query. @param {number} number */
  matchWord(number) {
    let match = NONE;
    if (!PLAIN_STEMMERS.has(this.index.stemmer) || this.mayMatch(this.bare[number])) {
      const keys = this.keysOf(number);
      const key = keys.find((each) => this.wordByKey.has(each));
      const end = this.ends.find(([tail]) => keys.some((each) => each.endsWith(tail)));
      if (key !== undefined) match = FIRST + Number(this.wordByKey.get(key));
      else if (end) match = FIRST + end[1];
    }
    return (this.matches[number] = match);
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

/** @type {WeakMap<PackedIndex, WordTable>} */
const TABLES = new WeakMap();

/** @param {PackedIndex} index */
export function wordTableOf(index) {
  let table = TABLES.get(index);
  if (!table) TABLES.set(index, (table = new WordTable(index)));
  return table;
}
