// @ts-check
// Reads the packed files of one language (plugins/helpcentre/search/index_writer.py writes them). A file that is not
// loaded yet is noted in `wanted` and read as empty; `fetchWanted` loads it, and the query is run again.

import { Analyser, compileQuestionWords } from "./search-analyser.js";
import { ByteReader, decompress, frontDecode } from "./search-binary-format.js";
import { FORMAT } from "./search-files.js";
import { articlePostings, NO_POSTINGS, readPostings, readSynonyms, readTerms } from "./search-postings.js";

/** @typedef {import("./search-spelling.js").Form} Form */
/** @typedef {import("./search-analyser.js").Stem} Stem */
/** @typedef {import("./search-postings.js").Postings} Postings */
/** @typedef {{spelt: string[], folded: string[], common: Uint8Array}} Words one place per word: three lists need half
 *   the memory of as many objects */
/** @typedef {{id: string, url: string, title: string, kind: string, topics: string[], lead?: string,
 *   sections: [string, string, string][]}} Article */
/** @typedef {import("./search-files.js").Load} Load */
/** @typedef {import("./search-postings.js").Synonyms} Synonyms */
/** @typedef {{format: number, language: string, stemmer: string, articles: number, stop: string, question: string,
 *   facets: import("./search-facets.js").Facet[], facetOf: number[], variants: string, shapes: [string, number][], ranking: Record<string, number>,
 *   expansionWeight: number, compounds: boolean, terms: string, words: string, sisters: string, extras: number}} Head */

export const ARTICLE_KEY = "#";
/** No index key of a word begins with one of these. */
export const SISTER_KEY = "+";
const KEPT_ARTICLES = 250;
/** @type {Words} */
const NO_WORDS = { spelt: [], folded: [], common: new Uint8Array() };

/** The number of the sorted `items` that fulfil `test`, which holds for none after the first that fails.
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
  /** Opens the index of `language`. @param {string} language @param {Load} loadHead
   * @param {(name: string) => Stem | Promise<Stem>} stemOf gives the stemmer of an algorithm
   * @param {Load} [load] for all other files */
  static async open(language, loadHead, stemOf, load = loadHead) {
    const reader = new ByteReader(await decompress(await loadHead(`${language}/head.bin`)));
    /** @type {Head} */
    const head = JSON.parse(reader.readText());
    if (head.format !== FORMAT) throw new Error(`search files of format ${head.format}, not ${FORMAT}`);
    const stem = head.stemmer ? await stemOf(head.stemmer) : (/** @type {string} */ word) => word;
    return new PackedIndex(language, load, head, reader, stem);
  }

  /** @param {string} language @param {Load} load @param {Head} head @param {ByteReader} reader behind the head
   * @param {Stem} stem */
  constructor(language, load, head, reader, stem) {
    this.language = language;
    this.load = load;
    this.names = Array.from(reader.readBytes(), (byte) => byte.toString(16).padStart(2, "0")).join("");
    this.analyser = new Analyser(stem, head.variants);
    this.articles = head.articles;
    this.facets = head.facets;
    this.facetNumbers = head.facetOf;
    this.stemmer = head.stemmer;
    this.ranking = head.ranking;
    this.expansionWeight = head.expansionWeight;
    this.hasCompounds = head.compounds;
    this.shapes = head.shapes;
    this.stop = new Set(head.stop.split(" "));
    this.question = new Set(head.question.split(" "));
    this.questionPattern = compileQuestionWords(this.question);
    /** @type {Record<string, string[]>} the first key of every chunk, by kind */
    this.starts = { t: frontDecode(head.terms), w: frontDecode(head.words), s: frontDecode(head.sisters) };
    /** @type {Map<string, any>} by name: bytes as loaded, then what was read from them; null if that failed */
    this.chunks = new Map();
    /** @type {Map<string, string>} kind and position to the name of a chunk */
    this.chunkNames = new Map();
    this.chunksBeforeArticles = this.nameChunks(head.extras, reader);
    /** @type {Map<string, Postings>} of the keys of this query */
    this.decoded = new Map();
    /** @type {Set<string>} */
    this.wanted = new Set();
    /** how often a file was read as empty since it is not loaded yet */
    this.misses = 0;
    /** @type {Map<string, Promise<void>>} files that are on their way */
    this.loading = new Map();
    this.damaged = false;
    /** number of chunks after the last `begin` */
    this.settled = 0;
  }

  /** Names every chunk; keeps those that come with the head of a small index. @param {number} extras
   * @param {ByteReader} reader @returns {number} how many chunks are separate files */
  nameChunks(extras, reader) {
    const inline = reader.readVarint();
    const kinds = Object.entries(this.starts).flatMap(([kind, starts]) => starts.map((_, at) => [kind, at]));
    if (extras) kinds.push(["x", 0]);
    kinds.forEach(([kind, at], position) => {
      const isInline = position < inline;
      const name = isInline ? `${kind}${at}` : `${kind}-${this.fileName(position - inline)}`;
      this.chunkNames.set(`${kind}${at}`, name);
      if (isInline) this.chunks.set(name, reader.readBytes());
    });
    return kinds.length - inline;
  }

  /** The kind and the topics of an article. @param {number} number */
  facet(number) {
    return this.facets[this.facetNumbers[number]];
  }

  /** The postings of a key; `#` and a number is the key of that article itself, `+` and a word that word in the sister
   * languages. @param {string} key @returns {Postings} */
  postings(key) {
    const known = this.decoded.get(key);
    if (known) return known;
    if (key.startsWith(ARTICLE_KEY)) return articlePostings(Number(key.slice(1)));
    return key.startsWith(SISTER_KEY) ? this.postingsOf("s", key.slice(1), key) : this.postingsOf("t", key, key);
  }

  /** @param {string} kind @param {string} key @param {string} name of the key among those decoded @returns {Postings} */
  postingsOf(kind, key, name) {
    const terms = this.termsFor(kind, key);
    const start = terms?.starts.get(key);
    const found = !terms || start === undefined ? NO_POSTINGS : readPostings(new ByteReader(terms.data, start));
    if (terms) this.decoded.set(name, found);
    return found;
  }

  /** The chunk for a key: the last one that does not start after it, or the first. @param {string} kind @param {string} key */
  termsFor(kind, key) {
    const at = Math.max(0, chunkFor(this.starts[kind], key));
    return this.starts[kind].length ? this.chunk(this.chunkName(kind, at), readTerms) : null;
  }

  /** The synonyms of phrases that have `key`, if it is their first content word. @param {string} key @returns {Synonyms[]} */
  synonyms(key) {
    return this.termsFor("t", key)?.synonyms.get(key) || [];
  }

  /** The words that begin with the folded `start`. @param {string} start @returns {Form[]} */
  forms(start) {
    const starts = this.starts.w;
    const first = Math.max(0, chunkFor(starts, start));
    const last = start ? chunkFor(starts, start + "\uffff") : starts.length - 1;
    /** @type {Form[]} */
    const found = [];
    for (let chunk = first; chunk <= last; chunk++) {
      const { spelt, folded, common } = this.chunk(this.chunkName("w", chunk), (data) => this.readWords(data)) || NO_WORDS;
      const from = countWhile(folded, (word) => word < start);
      const to = countWhile(folded, (word) => word < start || word.startsWith(start));
      for (let place = from; place < to; place++) {
        found.push({ folded: folded[place], spelt: spelt[place], common: common[place] });
      }
    }
    return found;
  }

  /** The brands and emoji that have `key`. @param {string} key @returns {Synonyms[]} */
  extras(key) {
    if (!this.chunkNames.has("x0")) return [];
    return this.chunk(this.chunkName("x", 0), readExtras)?.get(key) || [];
  }

  /** @param {number} number @returns {Article | null} */
  article(number) {
    return this.chunk(`a-${this.fileName(this.chunksBeforeArticles + number)}`, readArticle);
  }

  /** @param {string} kind @param {number} at */
  chunkName(kind, at) {
    return this.chunkNames.get(`${kind}${at}`) || "";
  }

  /** The name of a file: terms come first, then words, sisters, extras, articles. @param {number} position */
  fileName(position) {
    return this.names.slice(6 * position, 6 * position + 6);
  }

  /** @param {Uint8Array} data @returns {Words} */
  readWords(data) {
    const reader = new ByteReader(data);
    const spelt = reader.readItems();
    if (data.length - reader.at !== spelt.length) throw new Error("a chunk ends too early");
    return { spelt, folded: spelt.map((word) => this.analyser.fold(word)), common: data.slice(reader.at) };
  }

  /** @template T @param {string} name @param {(data: Uint8Array) => T} read @returns {T | null} */
  chunk(name, read) {
    let chunk = this.chunks.get(name);
    if (chunk === undefined) {
      this.wanted.add(name);
      this.misses += 1;
    }
    if (chunk instanceof Uint8Array) {
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
    await Promise.all(names.map((name) => this.fetchChunk(name)));
  }

  /** @param {string} name */
  fetchChunk(name) {
    let loading = this.loading.get(name);
    if (!loading) {
      loading = this.load(`${this.language}/${name}.bin`)
        .then(decompress)
        .then((bytes) => void this.chunks.set(name, bytes))
        .catch(() => {
          this.damaged = true;
          this.chunks.set(name, null);
        })
        .then(() => void this.loading.delete(name));
      this.loading.set(name, loading);
    }
    return loading;
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

/** @param {Uint8Array} data */
function readExtras(data) {
  return readSynonyms(new TextDecoder().decode(data));
}

/** @param {Uint8Array} data @returns {Article} */
function readArticle(data) {
  return JSON.parse(new TextDecoder().decode(data));
}
