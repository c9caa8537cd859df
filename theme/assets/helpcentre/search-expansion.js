// @ts-check
// Finds what a word of a query matches: the twin of plugins/helpcentre/search/expansion.py.

import { compareForms } from "./search-spelling.js";
import { hasDigit, isSpaceless } from "./search-tokens.js";

/** @typedef {import("./search-packed-index.js").PackedIndex} PackedIndex */
/** @typedef {import("./search-spelling.js").Form} Form */
/** @typedef {import("./search-relevance.js").Variant} Variant */

const SHORTEST_COMPOUND_PART = 3;

/** The matches of a word in the index; with `openEnd` it may be unfinished.
 * @param {PackedIndex} index @param {string} text @param {boolean} openEnd @returns {Variant[]} */
export function findVariants(index, text, openEnd) {
  const found = findExact(index, text);
  if (openEnd) found.push(...findPrefixed(index, text, found));
  found.push(...findCompounds(index, text));
  return found.length ? [...found, ...expandPrefix(index, text, found)] : [];
}

/** The keys of a word that are in the index. @param {PackedIndex} index @param {string} text @returns {Variant[]} */
export function findExact(index, text) {
  return index.analyser
    .keys(text)
    .filter((key) => index.postings(key).numbers.length)
    .map((key) => ({ keys: [key], weight: 1, exact: true }));
}

/** The words that an unfinished word may become, the most common words first.
 * @param {PackedIndex} index @param {string} text @param {Variant[]} exact @returns {Variant[]} */
export function findPrefixed(index, text, exact) {
  const bare = index.analyser.fold(text);
  if (Array.from(bare).length < 2 && !isSpaceless(bare)) return [];
  const { prefixWeight, prefixWeightBesideExact, mostPrefixes } = index.ranking;
  const weight = exact.length ? prefixWeightBesideExact : prefixWeight;
  return firstKeys(index, index.forms(bare), exact, mostPrefixes, weight);
}

/** The first keys of `forms` that are not known, the most common words first.
 * @param {PackedIndex} index @param {Form[]} forms @param {Variant[]} known @param {number} most
 * @param {number} weight @returns {Variant[]} */
export function firstKeys(index, forms, known, most, weight) {
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

/** The words that end with this one, in languages that write compounds as one word.
 * @param {PackedIndex} index @param {string} text @returns {Variant[]} */
function findCompounds(index, text) {
  if (!index.hasCompounds) return [];
  return index.analyser
    .keys(text)
    .filter((key) => key.length >= SHORTEST_COMPOUND_PART)
    .map((key) => `${key}-`)
    .filter((key) => index.postings(key).numbers.length)
    .map((key) => ({ keys: [key], weight: index.ranking.compoundWeight, exact: false }));
}

/** Words with the same beginning, for languages whose endings the stemmer does not know well.
 * @param {PackedIndex} index @param {string} text @param {Variant[]} known @returns {Variant[]} */
function expandPrefix(index, text, known) {
  const { expansionShare, expansionTail, mostExpansions } = index.ranking;
  const weight = index.expansionWeight;
  const bare = index.analyser.fold(text);
  const shared = Math.max(4, Math.ceil(bare.length * expansionShare));
  if (!weight || bare.length < shared || hasDigit(bare) || isSpaceless(bare)) return [];
  const forms = index.forms(bare.slice(0, shared)).filter((form) => form.folded.length <= shared + expansionTail);
  const better = known.filter((variant) => variant.weight >= weight);
  return firstKeys(index, forms, better, mostExpansions, weight);
}
