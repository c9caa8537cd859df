// @ts-check
// Postings and synonyms of a chunk of terms: what posting_format.py and synonym_groups.py of plugins/helpcentre/search write.

import { ByteReader } from "./search-binary-format.js";

/** @typedef {{ask: number, length: number, mark: number}} Ask */
/** @typedef {{numbers: number[], levels: number[], titles: number[], asks: (Ask[] | undefined)[]}} Postings
 *   one place per article that has the key: its number, how well the key fits, the length of the title if it is in it */
/** @typedef {{phrase: string[], others: string[]}} Synonyms a phrase recognised in a query, and the keys of the others */
/** @typedef {{data: Uint8Array, starts: Map<string, number>, synonyms: Map<string, Synonyms[]>}} Terms */

export const LEVELS = 63;
/** @type {Postings} */
export const NO_POSTINGS = { numbers: [], levels: [], titles: [], asks: [] };

/** The place at which the postings of each key of a chunk begin. @param {Uint8Array} data @returns {Terms} */
export function readTerms(data) {
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
  return { data, starts, synonyms: readSynonyms(at < data.length ? new ByteReader(data, at).readText() : "") };
}

/** The synonyms by every key of their phrases. @param {string} text @returns {Map<string, Synonyms[]>} */
export function readSynonyms(text) {
  /** @type {Map<string, Synonyms[]>} */
  const found = new Map();
  for (const line of text ? text.split("\n") : []) {
    const [phrase, others] = line.split(";");
    const synonyms = { phrase: phrase.split(" "), others: others.split(",") };
    for (const key of new Set(synonyms.phrase)) found.set(key, [...(found.get(key) || []), synonyms]);
  }
  return found;
}

/** @param {ByteReader} reader @returns {Postings} */
export function readPostings(reader) {
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

/** The postings of one article itself, which it fits as well as can be. @param {number} number @returns {Postings} */
export function articlePostings(number) {
  return { numbers: [number], levels: [LEVELS], titles: [0], asks: [undefined] };
}

/** @param {ByteReader} reader @returns {Ask[]} */
function readAsks(reader) {
  return Array.from({ length: reader.readVarint() }, () => {
    const code = reader.readVarint();
    const mark = code & 1 ? reader.readByte() + 256 * reader.readByte() : -1;
    return { ask: code >> 4, length: ((code >> 1) & 7) + 1, mark };
  });
}
