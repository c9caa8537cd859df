// @ts-check
// What a word of a query may match besides itself: the twin of plugins/helpcentre/search/expansion.py.

import { findCorrections, findRelatives, compareForms, SHORTEST, splitInTwo } from "./search-spelling.js";
import { fold, hasDigit } from "./search-tokens.js";

/** @typedef {import("./search-packed-index.js").PackedIndex} PackedIndex */
/** @typedef {import("./search-spelling.js").Form} Form */
/** @typedef {import("./search-spelling.js").Correction} Correction */
/** @typedef {import("./search-relevance.js").Variant} Variant */
/** @typedef {import("./search-relevance.js").QueryWord} QueryWord */
/** @typedef {{openEnd: boolean, known: boolean}} Reading whether a word may be unfinished, and whether it is in a group
 *   of synonyms and so not a typing error */

const THREE_ERRORS = 9; // letters of a word that may be meant although three are wrong

/** What a word matches in the index. @param {PackedIndex} index @param {QueryWord} word @param {Reading} reading */
export function findVariants(index, word, reading) {
  const before = index.wanted.size;
  const found = findExact(index, word.text);
  if (reading.openEnd) found.push(...findPrefixed(index, word.text, found));
  if (found.length) found.push(...expandPrefix(index, word.text, found));
  return found.length || index.wanted.size > before ? found : findMeant(index, word, reading);
}

/** The keys of a word that are in the index. @param {PackedIndex} index @param {string} text @returns {Variant[]} */
export function findExact(index, text) {
  return index.analyser
    .keys(text)
    .filter((key) => index.postings(key).numbers.length)
    .map((key) => ({ keys: [key], weight: 1, exact: true }));
}

/** What an unfinished word may become, the most common words first.
 * @param {PackedIndex} index @param {string} text @param {Variant[]} exact @returns {Variant[]} */
export function findPrefixed(index, text, exact) {
  const bare = fold(text);
  if (Array.from(bare).length < 2) return [];
  const { prefixWeight, prefixWeightBesideExact, mostPrefixes } = index.ranking;
  const weight = exact.length ? prefixWeightBesideExact : prefixWeight;
  return firstKeys(index, index.forms(bare), exact, mostPrefixes, weight);
}

/** The words nearest to one whose first letter is wrong. This loads the whole dictionary, so it is used only if no word
 * of the query matches anything. @param {PackedIndex} index @param {QueryWord} word @param {boolean} openEnd */
export function findAnywhere(index, word, openEnd) {
  const bare = fold(word.text);
  if (bare.length <= SHORTEST || hasDigit(bare)) return [];
  const near = findCorrections(bare, index.forms(""), openEnd, index.ranking.mostCorrections);
  // three errors make another word of a short one: such a word is only suggested
  if (!near.length && bare.length >= THREE_ERRORS) {
    word.near = findCorrections(bare, index.forms(bare.slice(0, 1)), false, 1, 3)[0]?.form.spelt || "";
  }
  noteCorrection(word, bare, near);
  return near.map((each) => weighCorrection(index, each));
}

/** Words with the same beginning, for languages whose endings the stemmer does not know well.
 * @param {PackedIndex} index @param {string} text @param {Variant[]} known @returns {Variant[]} */
function expandPrefix(index, text, known) {
  const { expansionShare, expansionTail, mostExpansions } = index.ranking;
  const weight = index.expansionWeight;
  const bare = fold(text);
  const shared = Math.max(4, Math.ceil(bare.length * expansionShare));
  if (!weight || bare.length < shared || hasDigit(bare)) return [];
  const forms = index.forms(bare.slice(0, shared)).filter((form) => form.folded.length <= shared + expansionTail);
  const better = known.filter((variant) => variant.weight >= weight);
  return firstKeys(index, forms, better, mostExpansions, weight);
}

/** The first keys of `forms` that are not known, the most common words first.
 * @param {PackedIndex} index @param {Form[]} forms @param {Variant[]} known @param {number} most
 * @param {number} weight @returns {Variant[]} */
function firstKeys(index, forms, known, most, weight) {
  const seen = new Set(known.map((variant) => variant.keys[0]));
  /** @type {Variant[]} */
  const found = [];
  for (const form of forms.sort(compareForms)) {
    if (found.length === most) break;
    const key = index.analyser.keys(form.folded)[0];
    if (!seen.has(key)) found.push({ keys: [key], weight, exact: false });
    seen.add(key);
  }
  return found;
}

/** What a word that matches nothing may mean; nothing until the files it needs are loaded.
 * @param {PackedIndex} index @param {QueryWord} word @param {Reading} reading @returns {Variant[]} */
function findMeant(index, word, { openEnd, known }) {
  const bare = fold(word.text);
  const { relativeWeight, relativeShare, mostRelatives } = index.ranking;
  if (hasDigit(bare)) return readCode(index, bare);
  if (bare.length < SHORTEST) return [];
  const before = index.wanted.size;
  const pool = index.forms(bare.slice(0, 1));
  if (index.wanted.size > before) return [];
  const near = known ? [] : findNear(index, bare, pool, openEnd);
  if (index.wanted.size > before) return [];
  const { shared, forms } = findRelatives(bare, pool, relativeShare, mostRelatives);
  const variants = near.filter((each) => each.errors).map((each) => weighCorrection(index, each));
  const seen = new Set(variants.map((variant) => variant.keys[0]));
  for (const form of forms) {
    const variant = matchForm(index, form.folded, (relativeWeight * shared) / bare.length);
    if (!seen.has(variant.keys[0])) variants.push(variant);
  }
  noteCorrection(word, bare, near);
  return variants.length || known ? variants : split(index, bare, pool);
}

/** The words that a typing error may have come from. @param {PackedIndex} index @param {string} bare
 * @param {Form[]} pool @param {boolean} openEnd @returns {Correction[]} */
function findNear(index, bare, pool, openEnd) {
  const most = index.ranking.mostCorrections;
  const near = findCorrections(bare, pool, openEnd, most);
  if (near.length || bare[0] === bare[1]) return near;
  // the first letter may be superfluous or swapped
  return findCorrections(bare, index.forms(bare.slice(1, 2)), openEnd, most);
}

/** Notes the nearest spelling, to be shown, unless it is only the word's beginning or continuation.
 * @param {QueryWord} word @param {string} bare @param {Correction[]} near */
function noteCorrection(word, bare, near) {
  if (near.length && !near[0].form.folded.startsWith(bare) && !bare.startsWith(near[0].form.folded)) {
    word.corrected = near[0].form.spelt;
  }
}

/** @param {PackedIndex} index @param {Correction} correction */
function weighCorrection(index, { errors, form }) {
  return matchForm(index, form.folded, errors === 1 ? index.ranking.oneErrorWeight : index.ranking.twoErrorsWeight);
}

/** @param {PackedIndex} index @param {string} folded @param {number} weight @returns {Variant} */
function matchForm(index, folded, weight) {
  return { keys: [index.analyser.keys(folded)[0]], weight, exact: false };
}

/** @param {PackedIndex} index @param {string[]} keys */
function haveAll(index, keys) {
  return keys.map((key) => index.postings(key).numbers.length).every(Boolean);
}

/** A word read as two. @param {PackedIndex} index @param {string} bare @param {Form[]} pool @returns {Variant[]} */
function split(index, bare, pool) {
  for (const pair of splitInTwo(bare, pool)) {
    const keys = pair.map((part) => index.analyser.keys(part)[0]);
    if (haveAll(index, keys)) return [{ keys, weight: index.ranking.oneErrorWeight, exact: false }];
  }
  return [];
}

/** A code typed without its separator, read as letters and digits, or by its letters alone.
 * @param {PackedIndex} index @param {string} bare @returns {Variant[]} */
function readCode(index, bare) {
  const before = index.wanted.size;
  const parts = bare.match(/\p{Nd}+|\P{Nd}+/gu) || [];
  const keys = parts.map((part) => index.analyser.keys(part)[0]);
  if (keys.length < 2) return [];
  if (haveAll(index, keys)) return [{ keys, weight: index.ranking.oneErrorWeight, exact: false }];
  if (index.wanted.size > before) return [];
  const letters = keys.filter((key, at) => /^\P{Nd}{2}/u.test(parts[at]) && haveAll(index, [key]));
  return letters.length ? [{ keys: letters, weight: index.ranking.twoErrorsWeight, exact: false }] : [];
}
