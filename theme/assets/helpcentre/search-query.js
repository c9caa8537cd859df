// @ts-check
// The search itself, without a page: runs in a worker, on a page and in Node. plugins/helpcentre/search/query.py is its
// twin, step by step; the constants come with the index.

import { contentWords, cutQuestionWords } from "./search-analyser.js";
import { findExact, findPrefixed, findVariants } from "./search-expansion.js";
import { ARTICLE_KEY } from "./search-packed-index.js";
import { isDoubtful, rank } from "./search-relevance.js";
import { findAnywhere, findGuesses, findMeant } from "./search-rescue.js";
import { segment } from "./search-segmentation.js";
import { matchShapes } from "./search-shapes.js";
import { cut, endsWithCode, fingerprint, fold, isSpaceless, joinCodes, normalise, splitWords } from "./search-tokens.js";

/** @typedef {import("./search-packed-index.js").PackedIndex} PackedIndex */
/** @typedef {import("./search-postings.js").Synonyms} Synonyms */
/** @typedef {import("./search-relevance.js").Variant} Variant */
/** @typedef {import("./search-relevance.js").QueryWord} QueryWord */
/** @typedef {import("./search-relevance.js").Hit} Hit */
/** @typedef {{hits: Hit[], words: QueryWord[], corrected: string, suggested: string, guessed: boolean, final: boolean}} Answer
 *   `corrected`: the query as it was corrected; `suggested`: one to offer if nothing was found; `guessed`: the hits are
 *   only a guess */
/** @typedef {{plain: string[], words: QueryWord[], corrected: string, guessed: boolean}} Plan */
/** @typedef {Map<QueryWord, Map<string, Variant>>} SynonymsByWord */
/** @typedef {{plain: string[], codes: string[]}} Texts the words and the codes of a query */

const LONGEST_QUERY = 512;
const MOST_WORDS = 24;
const MOST_GUESSES = 3;
const MOST_ROUNDS = 12;

/** Finds every article for `query`, best first; `onEarly` is called with what is known before every file is loaded.
 * `isWanted` says whether to go on: another query may begin in the meantime, and then the answer is not complete.
 * @param {PackedIndex} index @param {string} query @param {(answer: Answer) => void} [onEarly]
 * @param {() => boolean} [isWanted] @returns {Promise<Answer>} */
export async function search(index, query, onEarly = () => {}, isWanted = () => true) {
  index.begin();
  for (let round = 0; ; round++) {
    const answer = answerFromLoaded(index, query);
    answer.final = !index.wanted.size || round === MOST_ROUNDS;
    if (answer.final) return answer;
    onEarly(answer);
    await index.fetchWanted();
    if (!isWanted()) return answer;
  }
}

/** The answer from what is loaded. @param {PackedIndex} index @param {string} query @returns {Answer} */
function answerFromLoaded(index, query) {
  const plan = planQuery(index, query);
  const { words } = plan;
  const matching = words.filter((word) => word.variants.length);
  const hits = rank(index, matching, fingerprint(plan.plain));
  const guessed = plan.guessed || (hits.length > 0 && isDoubtful(index, words, hits[0]));
  return {
    hits: guessed ? hits.slice(0, MOST_GUESSES) : hits,
    words,
    corrected: hits.length ? plan.corrected : "",
    suggested: hits.length ? "" : joinWords(words, (word) => word.near),
    guessed: guessed && hits.length > 0,
    final: true,
  };
}

/** The words of `query` with what they match, the last stage included.
 * @param {PackedIndex} index @param {string} query @returns {Plan} */
export function planQuery(index, query) {
  let plan = planWords(index, normalise(cut(query, LONGEST_QUERY)));
  const apart = index.wanted.size ? "" : readApart(index, plan);
  if (index.wanted.size) return plan;
  if (apart) {
    plan = planWords(index, apart);
    plan.corrected ||= apart;
  }
  if (!index.wanted.size && !plan.words.some((word) => word.variants.length && !word.rescued)) {
    for (const word of plan.words) if (!word.variants.length) word.variants = findAnywhere(index, word);
    plan.corrected = joinWords(plan.words, (word) => word.corrected) || plan.corrected;
  }
  if (!index.wanted.size && !plan.words.some((word) => word.variants.length)) {
    plan.guessed = true;
    for (const word of plan.words) word.variants = findGuesses(index, word);
  }
  return plan;
}

/** The words of a text from `normalise` with what each of them matches.
 * @param {PackedIndex} index @param {string} normalised @returns {Plan} */
function planWords(index, normalised) {
  const text = cutQuestionWords(normalised, index.questionPattern);
  const texts = { plain: splitWords(text).slice(0, MOST_WORDS), codes: joinCodes(text).slice(0, MOST_WORDS) };
  const openEnds = findOpenEnds(text, texts);
  const byKey = collectWords(index, texts, openEnds);
  const synonyms = findSynonyms(index, (key) => index.synonyms(key), texts, byKey, index.ranking.synonymWeight);
  const words = [...byKey.values()];
  const unmatched = matchWords(index, byKey, openEnds, synonyms);
  if (unmatched.size) {
    const extras = findSynonyms(index, (key) => index.extras(key), texts, unmatched, index.ranking.extraWeight);
    for (const [word, variants] of extras) synonyms.set(word, variants);
  }
  for (const word of words) {
    if (word.variants.length || word.pending) continue;
    const known = synonyms.has(word);
    word.variants = findMeant(index, word, { openEnd: openEnds.has(word.text), known });
    word.rescued = !known;
  }
  addJoinedNeighbours(index, words);
  for (const word of words) word.variants = [...word.variants, ...(synonyms.get(word)?.values() || [])];
  for (const [number, found] of matchShapes(index.shapes, [...texts.plain, ...texts.codes])) {
    words.push({ ...createWord(found), variants: [{ keys: [ARTICLE_KEY + number], weight: 1, exact: true }] });
  }
  return { plain: texts.plain, words, corrected: joinWords(words, (word) => word.corrected), guessed: false };
}

/** @param {string} text @returns {QueryWord} */
const createWord = (text) => ({ text, variants: [], corrected: "", near: "", rescued: false, pending: false, idf: 0 });

/** Matches each word as it is written; returns those that match nothing, by key. @param {PackedIndex} index
 * @param {Map<string, QueryWord>} byKey @param {Set<string>} openEnds @param {SynonymsByWord} synonyms */
function matchWords(index, byKey, openEnds, synonyms) {
  /** @type {Map<string, QueryWord>} */
  const unmatched = new Map();
  for (const [key, word] of byKey) {
    const before = index.misses;
    if (!word.variants.length) word.variants = findVariants(index, word.text, openEnds.has(word.text));
    word.pending = !word.variants.length && index.misses > before;
    if (!word.variants.length && !word.pending && !synonyms.has(word)) unmatched.set(key, word);
  }
  return unmatched;
}

/** The words that may be unfinished: the last one, or the last code as a whole.
 * @param {string} text @param {Texts} texts @returns {Set<string>} */
function findOpenEnds(text, { plain, codes }) {
  const last = plain[plain.length - 1];
  if (!last || !text.endsWith(last)) return new Set();
  return new Set([endsWithCode(text) ? codes[codes.length - 1] : last]);
}

/** The content words of a query by their last key, and the codes that are known.
 * @param {PackedIndex} index @param {Texts} texts @param {Set<string>} openEnds @returns {Map<string, QueryWord>} */
function collectWords(index, { plain, codes }, openEnds) {
  /** @type {Map<string, QueryWord>} */
  const byKey = new Map();
  for (const text of contentWords(plain, index.stop, index.question)) {
    const key = lastKey(index, text);
    if (!byKey.has(key)) byKey.set(key, createWord(text));
  }
  for (const code of codes) {
    const variants = findExact(index, code);
    if (openEnds.has(code)) variants.push(...findPrefixed(index, code, variants));
    if ((variants.length || index.synonyms(fold(code)).length) && !byKey.has(code)) {
      byKey.set(code, { ...createWord(code), variants });
    }
  }
  return byKey;
}

/** @param {PackedIndex} index @param {string} text */
function lastKey(index, text) {
  const keys = index.analyser.keys(text);
  return keys[keys.length - 1];
}

/** The query with words that are run together read apart; empty if there are none.
 * @param {PackedIndex} index @param {Plan} plan */
function readApart(index, { plain, words }) {
  const unknown = new Set(words.filter((word) => !word.variants.length).map((word) => word.text));
  const pieces = plain.map((text) => (unknown.has(text) ? segment(index, index.analyser.fold(text)) : []));
  if (!pieces.some((each) => each.length)) return "";
  return plain.map((text, at) => (pieces[at].length ? pieces[at].join(" ") : text)).join(" ");
}

/** The words in their other spellings; empty if there are none.
 * @param {QueryWord[]} words @param {(word: QueryWord) => string} spell */
function joinWords(words, spell) {
  return words.some(spell) ? words.map((word) => spell(word) || word.text).join(" ") : "";
}

/** Lets two neighbours also match the word they make when written together.
 * @param {PackedIndex} index @param {QueryWord[]} words */
function addJoinedNeighbours(index, words) {
  for (let at = 1; at < words.length; at++) {
    const [first, second] = [words[at - 1], words[at]];
    if (isSpaceless(first.text) || isSpaceless(second.text)) continue;
    const longest = Array.from(fold(first.text)).length + 1;
    const both = findExact(index, first.text + second.text);
    // not stemmed back to the first: parcel late, parcellate
    const joined = both.filter((variant) => Array.from(variant.keys[0]).length > longest);
    for (const word of joined.length ? [first, second] : []) {
      word.variants = [...word.variants, ...joined.map((variant) => ({ ...variant, exact: false }))];
    }
  }
}

/** The other phrases of its groups for each word. @param {PackedIndex} index @param {(key: string) => Synonyms[]} lookUp
 * @param {Texts} texts @param {Map<string, QueryWord>} byKey words by their last key @param {number} weight
 * @returns {SynonymsByWord} */
function findSynonyms(index, lookUp, { plain, codes }, byKey, weight) {
  const keys = plain.map((word) => index.analyser.keys(word));
  const isFunctionWord = plain.map((word) => index.stop.has(fold(word)) || index.question.has(fold(word)));
  /** @type {SynonymsByWord} */
  const found = new Map();
  /** @param {QueryWord | undefined} word @param {string[]} others */
  const add = (word, others) => {
    if (!word) return;
    const variants = found.get(word) || new Map();
    for (const other of others) variants.set(other, { keys: [other], weight, exact: false });
    found.set(word, variants);
  };
  const asked = new Set([...byKey.values()].flatMap((word) => index.analyser.keys(word.text)));
  for (const { phrase, others } of new Set([...asked].flatMap(lookUp))) {
    keys.forEach((_, start) => {
      for (const at of locatePhrase(phrase, keys, isFunctionWord, start)) add(byKey.get(lastKey(index, plain[at])), others);
    });
    for (const code of codes) if (phrase.length === 1 && phrase[0] === fold(code)) add(byKey.get(code), others);
  }
  return found;
}

/** The positions of a phrase's words in the query from `start`, or nothing; function words may intervene.
 * @param {string[]} phrase @param {string[][]} keys @param {boolean[]} isFunctionWord @param {number} start */
function locatePhrase(phrase, keys, isFunctionWord, start) {
  if (!keys[start].includes(phrase[0])) return [];
  const found = [start];
  let at = start + 1;
  for (const key of phrase.slice(1)) {
    while (at < keys.length && !keys[at].includes(key) && isFunctionWord[at]) at++;
    if (!keys[at]?.includes(key)) return [];
    found.push(at++);
  }
  return found;
}
