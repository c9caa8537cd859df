// @ts-check
// The search itself, without a page: runs in a worker, on a page and in Node. plugins/helpcentre/search/query.py is its
// twin, step by step; the constants come with the index.

import { contentWords } from "./search-analyser.js";
import { findAnywhere, findExact, findPrefixed, findVariants } from "./search-expansion.js";
import { rank } from "./search-relevance.js";
import { cut, fingerprint, fold, joinCodes, normalise, splitWords } from "./search-tokens.js";

/** @typedef {import("./search-packed-index.js").PackedIndex} PackedIndex */
/** @typedef {import("./search-relevance.js").Variant} Variant */
/** @typedef {import("./search-relevance.js").QueryWord} QueryWord */
/** @typedef {import("./search-relevance.js").Hit} Hit */
/** @typedef {{hits: Hit[], words: QueryWord[], corrected: string, final: boolean}} Answer */
/** @typedef {Map<QueryWord, Map<string, Variant>>} SynonymsByWord */

const LONGEST_QUERY = 512;
const MOST_WORDS = 24;
const MOST_ROUNDS = 8;

/** Finds every article for `query`, best first; `onEarly` is called with what is known before every file is loaded, and
 * returns whether to go on.
 * @param {PackedIndex} index @param {string} query @param {(answer: Answer) => boolean} [onEarly]
 * @returns {Promise<Answer>} */
export async function search(index, query, onEarly = () => true) {
  index.begin();
  for (let round = 0; ; round++) {
    const answer = answerFromLoaded(index, query);
    answer.final = !index.wanted.size || round === MOST_ROUNDS;
    if (answer.final || !onEarly(answer)) return answer;
    await index.fetchWanted();
  }
}

/** The answer from what is loaded. @param {PackedIndex} index @param {string} query @returns {Answer} */
function answerFromLoaded(index, query) {
  const words = planQuery(index, query);
  const matching = words.filter((word) => word.variants.length);
  const hits = rank(index, matching, fingerprint(splitWords(normalise(cut(query, LONGEST_QUERY)))));
  const corrected =
    hits.length && words.some((word) => word.corrected) ? words.map((word) => word.corrected || word.text).join(" ") : "";
  return { hits, words, corrected, final: true };
}

/** The words of `query` with what they match. @param {PackedIndex} index @param {string} query @returns {QueryWord[]} */
export function planQuery(index, query) {
  const text = normalise(cut(query, LONGEST_QUERY));
  const plain = splitWords(text).slice(0, MOST_WORDS);
  const joined = joinCodes(text).slice(0, MOST_WORDS);
  const openEnds = findOpenEnds(text, plain, joined);
  /** @type {Map<string, QueryWord>} */
  const byKey = new Map();
  for (const word of contentWords(plain, index.stop, index.question)) {
    const key = index.analyser.keys(word).slice(-1)[0] || word;
    if (!byKey.has(key)) byKey.set(key, { text: word, variants: [], corrected: "", near: "" });
  }
  for (const code of joined) {
    const variants = findExact(index, code);
    if (openEnds.has(code)) variants.push(...findPrefixed(index, code, variants));
    if ((variants.length || index.synonyms.has(fold(code))) && !byKey.has(code)) {
      byKey.set(code, { text: code, variants, corrected: "", near: "" });
    }
  }
  const synonyms = findSynonyms(index, plain, joined, byKey);
  for (const word of byKey.values()) {
    const reading = { openEnd: openEnds.has(word.text), known: synonyms.has(word) };
    if (!word.variants.length) word.variants = findVariants(index, word, reading);
  }
  const words = [...byKey.values()];
  addJoinedNeighbours(index, words);
  for (const word of words) word.variants = [...word.variants, ...(synonyms.get(word)?.values() || [])];
  if (!index.wanted.size && !words.some((word) => word.variants.length)) {
    for (const word of words) word.variants = findAnywhere(index, word, openEnds.has(word.text));
  }
  return words;
}

/** The words that may be unfinished. @param {string} text @param {string[]} plain @param {string[]} joined
 * @returns {Set<string>} */
function findOpenEnds(text, plain, joined) {
  const last = plain[plain.length - 1];
  if (!last || !text.endsWith(last)) return new Set();
  return new Set([last, ...joined.slice(-1)]);
}

/** Lets two neighbours also match the word they make when written together.
 * @param {PackedIndex} index @param {QueryWord[]} words */
function addJoinedNeighbours(index, words) {
  for (let at = 1; at < words.length; at++) {
    const longest = Array.from(fold(words[at - 1].text)).length + 1;
    const both = findExact(index, words[at - 1].text + words[at].text);
    // not stemmed back to the first: parcel late, parcellate
    const joined = both.filter((variant) => Array.from(variant.keys[0]).length > longest);
    for (const word of joined.length ? [words[at - 1], words[at]] : []) {
      word.variants = [...word.variants, ...joined.map((variant) => ({ ...variant, exact: false }))];
    }
  }
}

/** The other phrases of its groups for each word. @param {PackedIndex} index @param {string[]} plain
 * @param {string[]} joined @param {Map<string, QueryWord>} byKey words by their last key @returns {SynonymsByWord} */
function findSynonyms(index, plain, joined, byKey) {
  const keys = plain.map((word) => index.analyser.keys(word));
  const isFunctionWord = plain.map((word) => index.stop.has(fold(word)) || index.question.has(fold(word)));
  /** @type {SynonymsByWord} */
  const found = new Map();
  /** @param {QueryWord | undefined} word @param {string[][]} others */
  const add = (word, others) => {
    if (!word) return;
    const variants = found.get(word) || new Map();
    for (const other of others) {
      variants.set(other.join(" "), { keys: other, weight: index.ranking.synonymWeight, exact: false });
    }
    found.set(word, variants);
  };
  for (const [start, first] of keys.entries()) {
    for (const { phrase, others } of first.flatMap((key) => index.synonyms.get(key) || [])) {
      for (const at of locatePhrase(phrase, keys, isFunctionWord, start)) add(byKey.get(keys[at].slice(-1)[0] || ""), others);
    }
  }
  for (const code of joined) {
    for (const { phrase, others } of index.synonyms.get(fold(code)) || []) {
      if (phrase.length === 1) add(byKey.get(code), others);
    }
  }
  return found;
}

/** The positions of a phrase's words in the query from `start`, or nothing; function words may intervene.
 * @param {string[]} phrase @param {string[][]} keys @param {boolean[]} isFunctionWord @param {number} start */
function locatePhrase(phrase, keys, isFunctionWord, start) {
  const found = [start];
  let at = start + 1;
  for (const key of phrase.slice(1)) {
    while (at < keys.length && !keys[at].includes(key) && isFunctionWord[at]) at++;
    if (!keys[at]?.includes(key)) return [];
    found.push(at++);
  }
  return found;
}
