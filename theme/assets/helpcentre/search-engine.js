// @ts-check
// The search itself, without a page: runs in a worker, on a page and in Node. plugins/helpcentre/search/query.py is
// its twin, step by step; the constants come with the index.

import { rank } from "./search-score.js";
import { byCommon, corrections, relatives, SHORTEST, splitPoints } from "./search-spelling.js";
import { clean, codes, contentWords, cut, fingerprint, fold, plainWords } from "./search-text.js";

/** @typedef {import("./search-index.js").PackedIndex} PackedIndex */
/** @typedef {{keys: string[], weight: number, exact: boolean}} Variant */
/** @typedef {{word: string, variants: Variant[], corrected: string, near: string}} Unit */
/** @typedef {{number: number, score: number, exact: boolean}} Hit */
/** @typedef {{hits: Hit[], units: Unit[], corrected: string, final: boolean}} Answer */

const LONGEST_QUERY = 512;
const MOST_WORDS = 24;
const MOST_ROUNDS = 8;
const THREE_ERRORS = 9; // letters of a word that may be meant although three are wrong

/** Finds every article for `query`, best first; `early` is told what is known before everything has been loaded, and
 * says whether to go on.
 * @param {PackedIndex} index @param {string} query @param {(answer: Answer) => boolean} [early]
 * @returns {Promise<Answer>} */
export async function search(index, query, early = () => true) {
  index.begin();
  for (let round = 0; ; round++) {
    const answer = look(index, query);
    answer.final = !index.wanted.size || round === MOST_ROUNDS;
    if (answer.final || !early(answer)) return answer;
    await index.fetchWanted();
  }
}

/** One pass over what is loaded. @param {PackedIndex} index @param {string} query @returns {Answer} */
function look(index, query) {
  const units = plan(index, query);
  const matching = units.filter((unit) => unit.variants.length);
  const hits = rank(index, matching, fingerprint(clean(cut(query, LONGEST_QUERY))));
  const corrected =
    hits.length && units.some((unit) => unit.corrected) ? units.map((unit) => unit.corrected || unit.word).join(" ") : "";
  return { hits, units, corrected, final: true };
}

/** @param {PackedIndex} index @param {string} query @returns {Unit[]} */
export function plan(index, query) {
  const text = clean(cut(query, LONGEST_QUERY));
  const plain = plainWords(text).slice(0, MOST_WORDS);
  const joined = codes(text).slice(0, MOST_WORDS);
  const ends = new Set();
  const last = plain[plain.length - 1];
  if (last && text.endsWith(last)) {
    ends.add(last);
    if (joined.length) ends.add(joined[joined.length - 1]);
  }
  /** @type {Map<string, Unit>} */
  const units = new Map();
  for (const word of contentWords(plain, index.stop, index.question)) {
    const key = index.analyser.keys(word).at(-1) || word;
    if (!units.has(key)) units.set(key, { word, variants: [], corrected: "", near: "" });
  }
  for (const word of joined) {
    const variants = exact(index, word);
    if (ends.has(word)) variants.push(...beginnings(index, word, variants));
    if ((variants.length || index.synonyms.has(fold(word))) && !units.has(word)) {
      units.set(word, { word, variants, corrected: "", near: "" });
    }
  }
  const meaning = synonyms(index, plain, joined, units);
  for (const unit of units.values()) {
    if (!unit.variants.length) unit.variants = variantsOf(index, unit, ends.has(unit.word), meaning.has(unit));
  }
  const found = [...units.values()];
  compounds(index, found);
  for (const unit of found) unit.variants = [...unit.variants, ...(meaning.get(unit)?.values() || [])];
  if (!index.wanted.size && !found.some((unit) => unit.variants.length)) {
    for (const unit of found) unit.variants = anywhere(index, unit, ends.has(unit.word));
  }
  return found;
}

/** @param {PackedIndex} index @param {Unit} unit @param {boolean} open @param {boolean} known */
function variantsOf(index, unit, open, known) {
  const before = index.wanted.size;
  const found = exact(index, unit.word);
  if (open) found.push(...beginnings(index, unit.word, found));
  if (found.length) found.push(...kin(index, unit.word, found));
  return found.length || index.wanted.size > before ? found : meant(index, unit, open, known);
}

/** Words with the same beginning, for languages whose endings the stemmer does not know well.
 * @param {PackedIndex} index @param {string} word @param {Variant[]} known @returns {Variant[]} */
function kin(index, word, known) {
  const ranking = index.ranking;
  const bare = fold(word);
  const shared = Math.max(4, Math.ceil(bare.length * ranking.kinShare));
  if (!index.kin || bare.length < shared || /\p{Nd}/u.test(bare)) return [];
  const forms = index.forms(bare.slice(0, shared)).filter((form) => form.folded.length <= shared + ranking.kinTail);
  const better = known.filter((variant) => variant.weight >= index.kin);
  return firstKeys(index, forms, better, ranking.kins, index.kin);
}

/** The first keys of `forms` that are not known, the most common words first.
 * @param {PackedIndex} index @param {import("./search-spelling.js").Form[]} forms @param {Variant[]} known
 * @param {number} most @param {number} weight @returns {Variant[]} */
function firstKeys(index, forms, known, most, weight) {
  const seen = new Set(known.map((variant) => variant.keys[0]));
  const found = [];
  for (const form of forms.sort(byCommon)) {
    if (found.length === most) break;
    const key = index.analyser.keys(form.folded)[0];
    if (!seen.has(key)) found.push({ keys: [key], weight, exact: false });
    seen.add(key);
  }
  return found;
}

/** @param {PackedIndex} index @param {string} word @returns {Variant[]} */
function exact(index, word) {
  return index.analyser
    .keys(word)
    .filter((key) => index.postings(key).numbers.length)
    .map((key) => ({ keys: [key], weight: 1, exact: true }));
}

/** What the last word may become when it is typed to its end.
 * @param {PackedIndex} index @param {string} word @param {Variant[]} known @returns {Variant[]} */
function beginnings(index, word, known) {
  const bare = fold(word);
  if (Array.from(bare).length < 2) return [];
  const weight = known.length ? index.ranking.prefixMore : index.ranking.prefix;
  return firstKeys(index, index.forms(bare), known, index.ranking.prefixes, weight);
}

/** What a word that matches nothing may have meant (one `known` in a group is no typing error); nothing as long as words
 * are on their way. @param {PackedIndex} index @param {Unit} unit @param {boolean} open @param {boolean} known
 * @returns {Variant[]} */
function meant(index, unit, open, known) {
  const word = fold(unit.word);
  const ranking = index.ranking;
  if (/\p{Nd}/u.test(word)) return parts(index, word);
  if (word.length < SHORTEST) return [];
  const before = index.wanted.size;
  const pool = index.forms(word.slice(0, 1));
  if (index.wanted.size > before) return [];
  const near = known ? [] : nearest(index, word, pool, open);
  if (index.wanted.size > before) return [];
  const related = relatives(word, pool, ranking.familyShare, ranking.families);
  const variants = near.filter((each) => each.errors).map((each) => typo(index, each));
  const seen = new Set(variants.map((variant) => variant.keys[0]));
  for (const form of related.forms) {
    const variant = one(index, form.folded, (ranking.family * related.shared) / word.length);
    if (!seen.has(variant.keys[0])) variants.push(variant);
  }
  correct(unit, word, near);
  return variants.length || known ? variants : split(index, word, pool);
}

/** The words a typing error may have come from. @param {PackedIndex} index @param {string} word
 * @param {import("./search-spelling.js").Form[]} pool @param {boolean} open */
function nearest(index, word, pool, open) {
  const near = corrections(word, pool, open, index.ranking.typos);
  if (near.length || word[0] === word[1]) return near;
  // the first letter is one too many, or swapped
  return corrections(word, index.forms(word.slice(1, 2)), open, index.ranking.typos);
}

/** The words nearest to one whose first letter is wrong; only where nothing of a query matches, as it needs the whole
 * dictionary. @param {PackedIndex} index @param {Unit} unit @param {boolean} open @returns {Variant[]} */
function anywhere(index, unit, open) {
  const word = fold(unit.word);
  if (word.length <= SHORTEST || /\p{Nd}/u.test(word)) return [];
  const near = corrections(word, index.forms(""), open, index.ranking.typos);
  // three errors make another word of a short one: nothing is better to ask a reader than that
  if (!near.length && word.length >= THREE_ERRORS) {
    unit.near = corrections(word, index.forms(word.slice(0, 1)), false, 1, 3)[0]?.form.spelt || "";
  }
  correct(unit, word, near);
  return near.map((each) => typo(index, each));
}

/** @param {Unit} unit @param {string} word @param {{form: import("./search-spelling.js").Form}[]} near */
function correct(unit, word, near) {
  if (near.length && !near[0].form.folded.startsWith(word) && !word.startsWith(near[0].form.folded)) {
    unit.corrected = near[0].form.spelt;
  }
}

/** @param {PackedIndex} index @param {{errors: number, form: import("./search-spelling.js").Form}} each */
function typo(index, each) {
  return one(index, each.form.folded, each.errors === 1 ? index.ranking.typo1 : index.ranking.typo2);
}

/** @param {PackedIndex} index @param {string} folded @param {number} weight @returns {Variant} */
function one(index, folded, weight) {
  return { keys: [index.analyser.keys(folded)[0]], weight, exact: false };
}

/** @param {PackedIndex} index @param {string[]} keys */
function all(index, keys) {
  return keys.map((key) => index.postings(key).numbers.length).every(Boolean);
}

/** A word read as two. @param {PackedIndex} index @param {string} word
 * @param {import("./search-spelling.js").Form[]} pool @returns {Variant[]} */
function split(index, word, pool) {
  for (const pair of splitPoints(word, pool)) {
    const keys = pair.map((part) => index.analyser.keys(part)[0]);
    if (all(index, keys)) return [{ keys, weight: index.ranking.typo1, exact: false }];
  }
  return [];
}

/** A code typed without its separator, read as letters and digits. @param {PackedIndex} index @param {string} word */
function parts(index, word) {
  const before = index.wanted.size;
  const read = word.match(/\p{Nd}+|\P{Nd}+/gu) || [];
  const keys = read.map((part) => index.analyser.keys(part)[0]);
  if (keys.length < 2) return [];
  if (all(index, keys)) return [{ keys, weight: index.ranking.typo1, exact: false }];
  if (index.wanted.size > before) return [];
  const letters = keys.filter((key, at) => /^\P{Nd}{2}/u.test(read[at]) && all(index, [key]));
  return letters.length ? [{ keys: letters, weight: index.ranking.typo2, exact: false }] : [];
}

/** Lets two neighbours also match the word they make together. @param {PackedIndex} index @param {Unit[]} units */
function compounds(index, units) {
  for (let at = 1; at < units.length; at++) {
    const longest = Array.from(fold(units[at - 1].word)).length + 1;
    const both = exact(index, units[at - 1].word + units[at].word);
    // not stemmed back to the first: parcel late, parcellate
    const joined = both.filter((variant) => Array.from(variant.keys[0]).length > longest);
    for (const unit of joined.length ? [units[at - 1], units[at]] : []) {
      unit.variants = [...unit.variants, ...joined.map((variant) => ({ ...variant, exact: false }))];
    }
  }
}

/** What the other phrases of a unit's groups are. @param {PackedIndex} index @param {string[]} plain
 * @param {string[]} joined @param {Map<string, Unit>} units by the last key of their word
 * @returns {Map<Unit, Map<string, Variant>>} */
function synonyms(index, plain, joined, units) {
  const keys = plain.map((word) => index.analyser.keys(word));
  const empty = plain.map((word) => index.stop.has(fold(word)) || index.question.has(fold(word)));
  const found = new Map();
  /** @param {Unit | undefined} unit @param {string[][]} others */
  const add = (unit, others) => {
    if (unit && !found.has(unit)) found.set(unit, new Map());
    for (const each of unit ? others : []) {
      found.get(unit).set(each.join(" "), { keys: each, weight: index.ranking.synonym, exact: false });
    }
  };
  for (const [start, first] of keys.entries()) {
    for (const { phrase, others } of first.flatMap((key) => index.synonyms.get(key) || [])) {
      for (const at of places(phrase, keys, empty, start)) add(units.get(keys[at].at(-1) || ""), others);
    }
  }
  for (const word of joined) {
    for (const { phrase, others } of index.synonyms.get(fold(word)) || []) {
      if (phrase.length === 1) add(units.get(word), others);
    }
  }
  return found;
}

/** Where the words of a phrase stand in the query from `start`, or nothing; function words may be between.
 * @param {string[]} phrase @param {string[][]} keys @param {boolean[]} empty @param {number} start */
function places(phrase, keys, empty, start) {
  const found = [start];
  let at = start + 1;
  for (const key of phrase.slice(1)) {
    while (at < keys.length && !keys[at].includes(key) && empty[at]) at++;
    if (!keys[at]?.includes(key)) return [];
    found.push(at++);
  }
  return found;
}
