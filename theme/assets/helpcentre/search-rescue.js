// @ts-check
// Finds the possible meanings of a word that matches nothing: the twin of plugins/helpcentre/search/rescue.py.

import { stripClitics } from "./search-clitics.js";
import { findExact, firstKeys } from "./search-expansion.js";
import { SISTER_KEY } from "./search-packed-index.js";
import { findCorrections, findRelatives, findSoundAlikes, shareRoot, SHORTEST, THREE_ERRORS } from "./search-spelling.js";
import { hasDigit, isSpaceless } from "./search-tokens.js";

/** @typedef {import("./search-packed-index.js").PackedIndex} PackedIndex */
/** @typedef {import("./search-spelling.js").Form} Form */
/** @typedef {import("./search-spelling.js").Correction} Correction */
/** @typedef {import("./search-relevance.js").Variant} Variant */
/** @typedef {import("./search-relevance.js").QueryWord} QueryWord */
/** @typedef {{openEnd: boolean, known: boolean}} Reading whether a word may be unfinished, and whether it is in a group
 *   of synonyms and so not a typing error */

/** The possible meanings of a word; nothing until the files it needs are loaded.
 * @param {PackedIndex} index @param {QueryWord} word @param {Reading} reading @returns {Variant[]} */
export function findMeant(index, word, { openEnd, known }) {
  const bare = index.analyser.fold(word.text);
  if (hasDigit(bare)) return readCode(index, bare);
  if (isSpaceless(bare)) return [];
  const before = index.misses;
  const stripped = known ? [] : findBare(index, bare);
  const sisters = known ? [] : findSisters(index, bare);
  const foreign = stripped.length ? stripped : sisters;
  const pool = bare.length < SHORTEST || foreign.length ? [] : index.forms(bare.slice(0, 1));
  if (index.misses > before) return [];
  if (foreign.length || bare.length < SHORTEST) return foreign;
  const near = known ? [] : findNear(index, bare, pool, openEnd);
  if (index.misses > before) return [];
  noteCorrection(word, bare, near);
  return [...near.filter((each) => each.errors).map((each) => weighCorrection(index, each)), ...findFamily(index, bare, pool, near)];
}

/** The words nearest to one that has an odd first letter or many errors. This loads the whole dictionary, so it is used
 * only if no word of the query matches as it is written. @param {PackedIndex} index @param {QueryWord} word */
export function findAnywhere(index, word) {
  const bare = index.analyser.fold(word.text);
  if (bare.length <= SHORTEST || hasDigit(bare) || isSpaceless(bare)) return [];
  const most = index.ranking.mostCorrections;
  const forms = index.forms("");
  let near = findCorrections(bare, forms, false, most);
  if (!near.length) near = findSoundAlikes(bare, forms, most, 1);
  const compounds = near.length || !index.hasCompounds ? [] : forms.filter((form) => isEndOf(bare, form.folded));
  if (compounds.length) {
    word.rescued = false; // the end of a compound is the word itself
    return firstKeys(index, compounds, [], index.ranking.mostRelatives, index.ranking.compoundWeight);
  }
  // three errors make another word of a short one: such a word is only suggested
  if (!near.length && bare.length >= THREE_ERRORS) {
    word.near = findCorrections(bare, index.forms(bare.slice(0, 1)), false, 1, 3)[0]?.form.spelt ?? "";
  }
  noteCorrection(word, bare, near);
  return near.map((each) => weighCorrection(index, each));
}

/** @param {string} word @param {string} other */
const isEndOf = (word, other) => other.length > word.length && other.endsWith(word);

/** Words that share any root with one that nothing else explains. @param {PackedIndex} index @param {QueryWord} word */
export function findGuesses(index, word) {
  const bare = index.analyser.fold(word.text);
  if (hasDigit(bare) || isSpaceless(bare)) return [];
  const forms = index.forms("").filter((form) => shareRoot(bare, form.folded));
  return firstKeys(index, forms, [], index.ranking.mostRelatives, index.ranking.guessWeight);
}

/** The words that share the longest beginning. @param {PackedIndex} index @param {string} bare @param {Form[]} pool
 * @param {Correction[]} near */
function findFamily(index, bare, pool, near) {
  const { relativeWeight, relativeShare, mostRelatives } = index.ranking;
  const { shared, forms } = findRelatives(bare, pool, relativeShare, mostRelatives);
  const seen = new Set(near.filter((each) => each.errors).map(({ form }) => matchForm(index, form, 1).keys[0]));
  const variants = forms.map((form) => matchForm(index, form, (relativeWeight * shared) / bare.length));
  return variants.filter((variant) => !seen.has(variant.keys[0]));
}

/** The word without the particles written together with it. @param {PackedIndex} index @param {string} bare */
function findBare(index, bare) {
  for (const text of stripClitics(bare, index.stemmer)) {
    const found = findExact(index, text);
    if (found.length) return found.map((variant) => ({ ...variant, weight: index.ranking.cliticWeight, exact: false }));
  }
  return [];
}

/** The word in the site's other languages. @param {PackedIndex} index @param {string} bare @returns {Variant[]} */
function findSisters(index, bare) {
  const key = SISTER_KEY + bare;
  return index.postings(key).numbers.length ? [{ keys: [key], weight: index.ranking.sisterWeight, exact: false }] : [];
}

/** The words that a typing error may have come from. @param {PackedIndex} index @param {string} bare
 * @param {Form[]} pool @param {boolean} openEnd @returns {Correction[]} */
function findNear(index, bare, pool, openEnd) {
  const most = index.ranking.mostCorrections;
  let near = findCorrections(bare, pool, openEnd, most);
  // the first letter may be superfluous or swapped
  if (!near.length && bare[0] !== bare[1]) near = findCorrections(bare, index.forms(bare.slice(1, 2)), openEnd, most);
  return near.length ? near : findSoundAlikes(bare, pool, most, 0);
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
  return matchForm(index, form, errors === 1 ? index.ranking.oneErrorWeight : index.ranking.twoErrorsWeight);
}

/** @param {PackedIndex} index @param {Form} form @param {number} weight @returns {Variant} */
function matchForm(index, form, weight) {
  return { keys: [index.analyser.keys(form.folded)[0]], weight, exact: false };
}

/** @param {PackedIndex} index @param {string[]} keys */
function haveAll(index, keys) {
  return keys.map((key) => index.postings(key).numbers.length).every(Boolean);
}

/** A code typed without its separator, read as letters and digits, or by its letters alone.
 * @param {PackedIndex} index @param {string} bare @returns {Variant[]} */
function readCode(index, bare) {
  const before = index.misses;
  const parts = bare.match(/\p{Nd}+|\P{Nd}+/gu) || [];
  const keys = parts.map((part) => index.analyser.keys(part)[0]);
  if (keys.length < 2) return [];
  if (haveAll(index, keys)) return [{ keys, weight: index.ranking.oneErrorWeight, exact: false }];
  if (index.misses > before) return [];
  const letters = keys.filter((key, at) => /^\P{Nd}{2}/u.test(parts[at]) && haveAll(index, [key]));
  return letters.length ? [{ keys: letters, weight: index.ranking.twoErrorsWeight, exact: false }] : [];
}
