// @ts-check
// Reads the packed files of one language (format: plugins/helpcentre/search/pack.py). What is not here yet is noted in
// `wanted` and read as nothing; `fetchWanted` brings it, and the query is run again.

import { Analyser, fold } from "./search-text.js";

/** @typedef {import("./search-spelling.js").Form} Form */
/** @typedef {{entry: number, length: number, mark: number}} Ask */
/** @typedef {{numbers: number[], levels: number[], titles: number[], asks: (Ask[] | undefined)[]}} Postings
 *   one place for each article that has the key: its number, how well the key fits, length of the title it stands in */
/** @typedef {{spelt: string[], folded: string[], common: Uint8Array}} Words a place for each word: three lists need half
 *   the memory of its objects */
/** @typedef {(path: string) => Promise<Uint8Array>} Load */
/** @typedef {{id: string, url: string, title: string, kind: string, topics: string[], lead?: string,
 *   sections: [string, string, string][]}} Article */

export const FORMAT = 3;
const KEPT_ARTICLES = 250;
const decoder = new TextDecoder();
/** @type {Postings} */
const NONE = { numbers: [], levels: [], titles: [], asks: [] };
/** @type {Words} */
const NO_WORDS = { spelt: [], folded: [], common: new Uint8Array() };

/** The content of a chunk; a server may have taken the gzip off already. @param {Uint8Array} bytes */
export async function expand(bytes) {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const stream = new Blob([/** @type {BlobPart} */ (bytes)]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

class Reader {
  /** @param {Uint8Array} data @param {number} [at] */
  constructor(data, at = 0) {
    this.data = data;
    this.at = at;
  }

  byte() {
    if (this.at >= this.data.length) throw new Error("a chunk ends too early");
    return this.data[this.at++];
  }

  varint() {
    let number = 0;
    for (let shift = 1; ; shift *= 128) {
      const byte = this.byte();
      number += (byte & 127) * shift;
      if (byte < 128) return number;
    }
  }

  text() {
    const length = this.varint();
    if (this.at + length > this.data.length) throw new Error("a chunk ends too early");
    this.at += length;
    return decoder.decode(this.data.subarray(this.at - length, this.at));
  }

  words() {
    return frontDecode(this.text());
  }
}

/** Undoes `front_code` of chunks.py. @param {string} text @returns {string[]} */
function frontDecode(text) {
  let before = "";
  return text ? text.split("\n").map((line) => (before = before.slice(0, line.charCodeAt(0) - 48) + line.slice(1))) : [];
}

/** Undoes `packed_groups` of thesaurus.py: every phrase that is known in a query, by its first key, with the others of
 * its group to look for. @param {string[]} groups @returns {Map<string, {phrase: string[], others: string[][]}[]>} */
function unpacked(groups) {
  const found = new Map();
  for (const group of groups) {
    const parts = group.split(";").map((part) => part.split(",").filter(Boolean));
    const [both, typed = [], sought = []] = parts;
    for (const text of [...both, ...typed]) {
      const phrase = text.split(" ");
      const others = [...both, ...sought].filter((other) => other !== text).map((other) => other.split(" "));
      if (others.length) found.set(phrase[0], [...(found.get(phrase[0]) || []), { phrase, others }]);
    }
  }
  return found;
}

/** How many of the sorted items are `before` something. @template T @param {T[]} items @param {(item: T) => boolean} before */
function countWhile(items, before) {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (before(items[middle])) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Position of the last start that is not after `key`. @param {string[]} starts @param {string} key */
const chunkFor = (starts, key) => countWhile(starts, (start) => start <= key) - 1;

export class PackedIndex {
  /** Opens the index of `language`. @param {string} language @param {Load} load
   * @param {(name: string) => Promise<(word: string) => string>} stemmer gives the stemmer of an algorithm */
  static async open(language, load, stemmer) {
    const reader = new Reader(await expand(await load(`${language}/head.bin`)));
    const head = JSON.parse(reader.text());
    if (head.format !== FORMAT) throw new Error(`search files of format ${head.format}, not ${FORMAT}`);
    const stem = head.stemmer ? await stemmer(head.stemmer) : (/** @type {string} */ word) => word;
    return new PackedIndex(language, load, head, reader.data.slice(reader.at), stem);
  }

  /** @param {string} language @param {Load} load @param {any} head @param {Uint8Array} names
   * @param {(word: string) => string} stem */
  constructor(language, load, head, names, stem) {
    this.language = language;
    this.load = load;
    this.names = Array.from(names, (byte) => byte.toString(16).padStart(2, "0")).join("");
    this.analyser = new Analyser(stem);
    this.articles = head.articles;
    this.stemmer = head.stemmer;
    this.ranking = head.ranking;
    this.kin = head.kin;
    this.synonyms = unpacked(head.synonyms);
    this.stop = new Set(head.stop.split(" "));
    this.question = new Set(head.question.split(" "));
    this.terms = frontDecode(head.terms);
    this.words = frontDecode(head.words);
    /** @type {Map<string, any>} chunks by name */
    this.chunks = new Map();
    /** @type {Map<string, Postings>} postings of this query's keys */
    this.decoded = new Map();
    /** @type {Set<string>} */
    this.wanted = new Set();
    this.damaged = false;
    /** chunks that the last `begin` left */
    this.settled = 0;
  }

  /** The postings of a key. @param {string} key @returns {Postings} */
  postings(key) {
    const known = this.decoded.get(key);
    if (known) return known;
    const at = chunkFor(this.terms, key);
    const chunk = at < 0 ? null : this.chunk(`t-${this.name(at)}`, readTerms);
    const start = chunk?.starts.get(key);
    const found = start === undefined ? NONE : readPostings(new Reader(chunk.data, start));
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
      const { spelt, folded, common } = this.chunk(`w-${this.name(this.terms.length + at)}`, readWords) || NO_WORDS;
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
    return this.chunk(`a-${this.name(this.terms.length + this.words.length + number)}`, readArticle);
  }

  /** The name of a file: those of the postings come first, then words, then articles. @param {number} position */
  name(position) {
    return this.names.slice(6 * position, 6 * position + 6);
  }

  /** @param {string} name @param {(data: Uint8Array) => any} read */
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

  /** Loads what was asked for in vain; what cannot be loaded is left out until the next query. */
  async fetchWanted() {
    const names = [...this.wanted];
    this.wanted.clear();
    await Promise.all(
      names.map(async (name) => {
        try {
          this.chunks.set(name, await expand(await this.load(`${this.language}/${name}.bin`)));
        } catch {
          this.damaged = true;
          this.chunks.set(name, null);
        }
      }),
    );
  }

  /** Makes room and gives what failed another chance. */
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

/** @param {Uint8Array} data */
function readTerms(data) {
  const reader = new Reader(data);
  const keys = reader.words();
  const lengths = keys.map(() => reader.varint());
  const starts = new Map();
  let at = reader.at;
  keys.forEach((key, position) => {
    starts.set(key, at);
    at += lengths[position];
  });
  if (at > data.length) throw new Error("a chunk ends too early");
  return { data, starts };
}

/** @param {Reader} reader @returns {Postings} */
function readPostings(reader) {
  /** @type {Postings} */
  const found = { numbers: [], levels: [], titles: [], asks: [] };
  let number = -1;
  for (let left = reader.varint(); left > 0; left--) {
    number += reader.varint() + 1;
    const flags = reader.byte();
    found.numbers.push(number);
    found.levels.push(flags >> 2);
    found.titles.push(flags & 2 ? reader.byte() : 0);
    found.asks.push(flags & 1 ? readAsks(reader) : undefined);
  }
  return found;
}

/** @param {Reader} reader @returns {Ask[]} */
function readAsks(reader) {
  return Array.from({ length: reader.varint() }, () => {
    const code = reader.varint();
    const mark = code & 1 ? reader.byte() + 256 * reader.byte() : -1;
    return { entry: code >> 4, length: ((code >> 1) & 7) + 1, mark };
  });
}

/** @param {Uint8Array} data @returns {Words} */
function readWords(data) {
  const reader = new Reader(data);
  const spelt = reader.words();
  if (data.length - reader.at !== spelt.length) throw new Error("a chunk ends too early");
  return { spelt, folded: spelt.map(fold), common: data.slice(reader.at) };
}

/** @param {Uint8Array} data @returns {Article} */
function readArticle(data) {
  return JSON.parse(decoder.decode(data));
}
