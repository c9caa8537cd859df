// @ts-check
// Reads the packed files of one language (plugins/helpcentre/search/index_writer.py writes them). A file that is not
// loaded yet is noted in `wanted` and read as empty; `fetchWanted` loads it, and the query is run again.

import { Analyser } from "./search-analyser.js";
import { ByteReader, decompress, frontDecode } from "./search-binary-format.js";
import { fold } from "./search-tokens.js";

/** @typedef {import("./search-spelling.js").Form} Form */
/** @typedef {import("./search-analyser.js").Stem} Stem */
/** @typedef {{ask: number, length: number, mark: number}} Ask */
/** @typedef {{numbers: number[], levels: number[], titles: number[], asks: (Ask[] | undefined)[]}} Postings
 *   one place per article that has the key: its number, how well the key fits, the length of the title if it is in it */
/** @typedef {{data: Uint8Array, starts: Map<string, number>}} Terms */
/** @typedef {{spelt: string[], folded: string[], common: Uint8Array}} Words one place per word: three lists need half
 *   the memory of as many objects */
/** @typedef {{id: string, url: string, title: string, kind: string, topics: string[], lead?: string,
 *   sections: [string, string, string][]}} Article */
/** @typedef {(path: string) => Promise<Uint8Array>} Load */
/** @typedef {{phrase: string[], others: string[][]}} Synonyms a phrase recognised in a query, and what else to find */
/** @typedef {{format: number, language: string, stemmer: string, articles: number, stop: string, question: string,
 *   synonyms: string[], ranking: Record<string, number>, expansionWeight: number, terms: string, words: string}} Head */

export const FORMAT = 4;
const KEPT_ARTICLES = 250;
/** @type {Postings} */
const NO_POSTINGS = { numbers: [], levels: [], titles: [], asks: [] };
/** @type {Words} */
const NO_WORDS = { spelt: [], folded: [], common: new Uint8Array() };

/** Every phrase recognised in a query, by its first key. @param {string[]} groups
 * @returns {Map<string, Synonyms[]>} */
function unpackGroups(groups) {
  /** @type {Map<string, Synonyms[]>} */
  const found = new Map();
  for (const group of groups) {
    const [both, typed = [], sought = []] = group.split(";").map((part) => part.split(",").filter(Boolean));
    for (const text of [...both, ...typed]) {
      const phrase = text.split(" ");
      const others = [...both, ...sought].filter((other) => other !== text).map((other) => other.split(" "));
      if (others.length) found.set(phrase[0], [...(found.get(phrase[0]) || []), { phrase, others }]);
    }
  }
  return found;
}

/** How many of the sorted `items` fulfil `test`, which holds for none after the first that fails.
 * @template T @param {T[]} items @param {(item: T) => boolean} test */
function countWhile(items, test) {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (test(items[middle])) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Position of the last start that is not after `key`. @param {string[]} starts @param {string} key */
const chunkFor = (starts, key) => countWhile(starts, (start) => start <= key) - 1;

export class PackedIndex {
  /** Opens the index of `language`. @param {string} language @param {Load} load
   * @param {(name: string) => Promise<Stem>} loadStemmer gives the stemmer of an algorithm */
  static async open(language, load, loadStemmer) {
    const reader = new ByteReader(await decompress(await load(`${language}/head.bin`)));
    /** @type {Head} */
    const head = JSON.parse(reader.readText());
    if (head.format !== FORMAT) throw new Error(`search files of format ${head.format}, not ${FORMAT}`);
    const stem = head.stemmer ? await loadStemmer(head.stemmer) : (/** @type {string} */ word) => word;
    return new PackedIndex(language, load, head, reader.data.slice(reader.at), stem);
  }

  /** @param {string} language @param {Load} load @param {Head} head @param {Uint8Array} names @param {Stem} stem */
  constructor(language, load, head, names, stem) {
    this.language = language;
    this.load = load;
    this.names = Array.from(names, (byte) => byte.toString(16).padStart(2, "0")).join("");
    this.analyser = new Analyser(stem);
    this.articles = head.articles;
    this.stemmer = head.stemmer;
    this.ranking = head.ranking;
    this.expansionWeight = head.expansionWeight;
    this.synonyms = unpackGroups(head.synonyms);
    this.stop = new Set(head.stop.split(" "));
    this.question = new Set(head.question.split(" "));
    this.terms = frontDecode(head.terms);
    this.words = frontDecode(head.words);
    /** @type {Map<string, any>} by name: bytes as loaded, then what was read from them; null if that failed */
    this.chunks = new Map();
    /** @type {Map<string, Postings>} of the keys of this query */
    this.decoded = new Map();
    /** @type {Set<string>} */
    this.wanted = new Set();
    this.damaged = false;
    /** number of chunks after the last `begin` */
    this.settled = 0;
  }

  /** The postings of a key. @param {string} key @returns {Postings} */
  postings(key) {
    const known = this.decoded.get(key);
    if (known) return known;
    const at = chunkFor(this.terms, key);
    const chunk = at < 0 ? null : this.chunk(`t-${this.fileName(at)}`, readTerms);
    const start = chunk?.starts.get(key);
    const found = !chunk || start === undefined ? NO_POSTINGS : readPostings(new ByteReader(chunk.data, start));
    if (at < 0 || chunk) this.decoded.set(key, found);
    return found;
  }

  /** The words that begin with the folded `start`. @param {string} start @returns {Form[]} */
  forms(start) {
    const first = Math.max(0, chunkFor(this.words, start));
    const last = start ? chunkFor(this.words, start + "\uffff") : this.words.length - 1;
    /** @type {Form[]} */
    const found = [];
    for (let at = first; at <= last; at++) {
      const { spelt, folded, common } = this.chunk(`w-${this.fileName(this.terms.length + at)}`, readWords) || NO_WORDS;
      const from = countWhile(folded, (word) => word < start);
      const to = countWhile(folded, (word) => word < start || word.startsWith(start));
      for (let place = from; place < to; place++) {
        found.push({ folded: folded[place], spelt: spelt[place], common: common[place] });
      }
    }
    return found;
  }

  /** @param {number} number @returns {Article | null} */
  article(number) {
    return this.chunk(`a-${this.fileName(this.terms.length + this.words.length + number)}`, readArticle);
  }

  /** The name of a file: postings come first, then words, then articles. @param {number} position */
  fileName(position) {
    return this.names.slice(6 * position, 6 * position + 6);
  }

  /** @template T @param {string} name @param {(data: Uint8Array) => T} read @returns {T | null} */
  chunk(name, read) {
    let chunk = this.chunks.get(name);
    if (chunk === undefined) this.wanted.add(name);
    else if (chunk instanceof Uint8Array) {
      try {
        chunk = read(chunk);
      } catch {
        chunk = null;
        this.damaged = true;
      }
      this.chunks.set(name, chunk);
    }
    return chunk || null;
  }

  /** Loads the files that were missing; one that cannot be loaded is left out until the next query. */
  async fetchWanted() {
    const names = [...this.wanted];
    this.wanted.clear();
    await Promise.all(
      names.map(async (name) => {
        try {
          this.chunks.set(name, await decompress(await this.load(`${this.language}/${name}.bin`)));
        } catch {
          this.damaged = true;
          this.chunks.set(name, null);
        }
      }),
    );
  }

  /** Prepares for a new query: frees memory, and lets files that failed be loaded again. */
  begin() {
    this.decoded.clear();
    this.wanted.clear();
    if (!this.damaged && this.chunks.size === this.settled) return;
    this.damaged = false;
    const articles = [...this.chunks.keys()].filter((name) => name.startsWith("a-"));
    for (const name of articles.slice(0, Math.max(0, articles.length - KEPT_ARTICLES))) this.chunks.delete(name);
    for (const [name, chunk] of this.chunks) if (chunk === null) this.chunks.delete(name);
    this.settled = this.chunks.size;
  }
}

/** @param {Uint8Array} data @returns {Terms} */
function readTerms(data) {
  const reader = new ByteReader(data);
  const keys = reader.readItems();
  const lengths = keys.map(() => reader.readVarint());
  const starts = new Map();
  let at = reader.at;
  keys.forEach((key, position) => {
    starts.set(key, at);
    at += lengths[position];
  });
  if (at > data.length) throw new Error("a chunk ends too early");
  return { data, starts };
}

/** @param {ByteReader} reader @returns {Postings} */
function readPostings(reader) {
  /** @type {Postings} */
  const found = { numbers: [], levels: [], titles: [], asks: [] };
  let number = -1;
  for (let left = reader.readVarint(); left > 0; left--) {
    number += reader.readVarint() + 1;
    const flags = reader.readByte();
    found.numbers.push(number);
    found.levels.push(flags >> 2);
    found.titles.push(flags & 2 ? reader.readByte() : 0);
    found.asks.push(flags & 1 ? readAsks(reader) : undefined);
  }
  return found;
}

/** @param {ByteReader} reader @returns {Ask[]} */
function readAsks(reader) {
  return Array.from({ length: reader.readVarint() }, () => {
    const code = reader.readVarint();
    const mark = code & 1 ? reader.readByte() + 256 * reader.readByte() : -1;
    return { ask: code >> 4, length: ((code >> 1) & 7) + 1, mark };
  });
}

/** @param {Uint8Array} data @returns {Words} */
function readWords(data) {
  const reader = new ByteReader(data);
  const spelt = reader.readItems();
  if (data.length - reader.at !== spelt.length) throw new Error("a chunk ends too early");
  return { spelt, folded: spelt.map(fold), common: data.slice(reader.at) };
}

/** @param {Uint8Array} data @returns {Article} */
function readArticle(data) {
  return JSON.parse(new TextDecoder().decode(data));
}
