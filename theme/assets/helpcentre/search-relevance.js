// @ts-check
// From the words of a query and postings to ranked articles: the twin of plugins/helpcentre/search/relevance.py, number by
// number. Sums are kept in arrays with one place per article.

import { SISTER_KEY } from "./search-packed-index.js";
import { LEVELS } from "./search-postings.js";
import { hasDigit, isSpaceless } from "./search-tokens.js";

/** @typedef {import("./search-packed-index.js").PackedIndex} PackedIndex */
/** @typedef {import("./search-postings.js").Postings} Postings */
/** @typedef {import("./search-postings.js").Ask} Ask */
/** @typedef {{keys: string[], weight: number, exact: boolean}} Variant */
/** @typedef {{text: string, variants: Variant[], corrected: string, near: string, rescued: boolean, pending: boolean,
 *   idf: number}} QueryWord a word of the query and what it matches: `corrected` is its spelling to be shown, `near` one to
 *   be suggested; `rescued`: not the word itself but what it may mean; `pending`: its files are not loaded yet */
/** @typedef {{number: number, score: number, exact: boolean}} Hit */
/** @typedef {{weight: number, words: number, length: number, isEqual: boolean}} AskMatch */

/** Share of a query that the best article does not meet, and the least strength of an answer from that share on. */
const DOUBT = [[0.75, 0.85], [0.6, 0.6], [0.4, 0.3], [0.05, 0.15]];
/** An article that matches so many words as they are written is not a chance match, however long the query is. */
const CERTAIN_WORDS = 3;
/** The share of a word that counts as matched if the article has only a possible meaning of the word. */
const RESCUED = 0.5;
const MOST_ASKS = 2 ** 20;
/** Hits are sorted by one number each, ten times as fast as objects: equal to an ask, then millionths of the score (held
 * below 2147), then the number of the article. */
const EXACT = 2 ** 31;
const MOST_ARTICLES = 2 ** 20;

/** The matches of articles with one word of the query, or the whole query. @param {number} articles */
const createSums = (articles) => ({
  fit: new Float64Array(articles),
  covered: new Float64Array(articles),
  titleWeight: new Float64Array(articles),
  titleWords: new Uint16Array(articles),
  titleLength: new Uint8Array(articles),
  exact: new Uint8Array(articles),
  /** @type {Map<number, AskMatch>} by article and number of the ask */
  asks: new Map(),
  /** @type {number[]} */
  touched: [],
});

/** @typedef {ReturnType<typeof createSums>} Sums */
/** @type {WeakMap<PackedIndex, {tally: Sums, met: Sums}>} the arrays of the last query, to be used again */
const KEPT = new WeakMap();

/** @param {PackedIndex} index */
function clearSums(index) {
  let kept = KEPT.get(index);
  if (!kept) KEPT.set(index, (kept = { tally: createSums(index.articles), met: createSums(index.articles) }));
  for (const each of [kept.tally, kept.met]) {
    for (const values of [each.fit, each.covered, each.titleWeight, each.titleWords, each.titleLength, each.exact]) values.fill(0);
    each.asks.clear();
    each.touched = [];
  }
  return kept;
}

/** The articles that any of `words` matches, best first; `mark` is the fingerprint of the whole query.
 * @param {PackedIndex} index @param {QueryWord[]} words @param {number} mark @returns {Hit[]} */
export function rank(index, words, mark) {
  const { tally, met } = clearSums(index);
  let total = 0;
  for (const word of words) {
    word.idf = matchWord(index, word, mark, met);
    total += word.idf;
    for (const number of met.touched) addMatch(tally, met, number, word.idf);
    for (const [place, ask] of met.asks) addAsk(tally.asks, place, ask, word.idf);
    met.touched = [];
    met.asks.clear();
  }
  const { asked, equal } = findBestAsks(tally.asks, total, index);
  const order = new Float64Array(tally.touched.length);
  tally.touched.forEach((number, at) => {
    const millionths = Math.min(computeScore(index, number, tally, total, asked[number]), EXACT - 1);
    order[at] = -((equal.has(number) ? EXACT : 0) + millionths) * MOST_ARTICLES + number;
  });
  return Array.from(order.sort(), (place) => {
    const worth = Math.ceil(-place / MOST_ARTICLES);
    const exact = worth >= EXACT;
    const number = place + worth * MOST_ARTICLES;
    return { number, score: (exact ? worth - EXACT : worth) / 1e6, exact };
  });
}

/** Finds how every article matches a word, by the best of its variants part by part; returns the damped idf of the word.
 * @param {PackedIndex} index @param {QueryWord} word @param {number} mark @param {Sums} met */
function matchWord(index, word, mark, met) {
  let exactArticles = 0;
  for (const variant of word.variants) {
    const { numbers, levels, titles, asks } = intersectPostings(index, variant);
    const { weight, exact } = variant;
    const words = countWords(variant);
    for (let at = 0; at < numbers.length; at++) {
      const number = numbers[at];
      if (exact && !met.exact[number]) {
        met.exact[number] = 1;
        exactArticles += 1;
      }
      if (!met.covered[number]) met.touched.push(number);
      if (weight * levels[at] > met.fit[number]) met.fit[number] = weight * levels[at];
      if (weight > met.covered[number]) met.covered[number] = weight;
      if (titles[at] && weight > met.titleWeight[number]) {
        met.titleWeight[number] = weight;
        met.titleWords[number] = words;
        met.titleLength[number] = titles[at];
      }
      const asksHere = asks[at];
      if (asksHere) matchAsks(met.asks, number, asksHere, weight, words, mark);
    }
  }
  return dampedIdf(index, exactArticles || met.touched.length);
}

/** The number of words in the keys; the key of a phrase has spaces between its words. @param {Variant} variant */
function countWords({ keys }) {
  return keys.reduce((sum, key) => sum + key.split(" ").length, 0);
}

/** @param {PackedIndex} index @param {number} frequency */
function dampedIdf(index, frequency) {
  return Math.log(1 + (index.articles - frequency + 0.5) / (frequency + 0.5)) ** index.ranking.idfExponent;
}

/** Whether the best article fits so badly that it is only a guess: the score is low for the share of the query that the
 * article does not meet. @param {PackedIndex} index @param {QueryWord[]} words @param {Hit} best */
export function isDoubtful(index, words, best) {
  const isForeign = words.some((word) => word.variants.some((variant) => variant.keys[0].startsWith(SISTER_KEY)));
  if (best.exact || isForeign) return false;
  const unknown = words.filter((_, at) => isUnknown(words, at)).length;
  const known = words.filter((word) => word.variants.length);
  const total = known.reduce((sum, word) => sum + word.idf, 0) + unknown * dampedIdf(index, 0);
  const shares = known.map((word) => metShare(index, word, best.number));
  if (known.filter((word, at) => shares[at] && !word.rescued).length >= CERTAIN_WORDS) return false;
  const met = known.reduce((sum, word, at) => sum + word.idf * shares[at], 0);
  const unmet = round(1 - met / total);
  const strength = round(best.score / total);
  let steps = unknown + known.length === 1 ? DOUBT.slice(1) : DOUBT;
  if (!unknown && !known.some((word) => word.rescued)) steps = DOUBT.slice(-1);
  return steps.some(([share, least]) => unmet >= share && strength < least);
}

/** Whether a word matches nothing: neither a number, which is the customer's own, nor the pair of characters where two
 * words meet. @param {QueryWord[]} words @param {number} at */
function isUnknown(words, at) {
  const { text, variants } = words[at];
  if (variants.length || hasDigit(text)) return false;
  return !isSpaceless(text) || ![words[at - 1], words[at + 1]].some((word) => word?.variants.length);
}

/** The degree to which an article matches one word of the query, 0 to 1.
 * @param {PackedIndex} index @param {QueryWord} word @param {number} number */
function metShare(index, word, number) {
  const met = word.variants.filter((variant) => intersectPostings(index, variant).numbers.includes(number));
  return Math.max(0, ...met.map((variant) => variant.weight)) * (word.rescued ? RESCUED : 1);
}

/** In millionths, as the last bits of a logarithm differ between Python and browsers. @param {number} value */
const round = (value) => Math.floor(value * 1e6 + 0.5) / 1e6;

/** Keeps what this variant meets better than those before. @param {Map<number, AskMatch>} met @param {number} number
 * @param {Ask[]} asks @param {number} weight @param {number} words @param {number} mark */
function matchAsks(met, number, asks, weight, words, mark) {
  for (const { ask, length, mark: markOfAsk } of asks) {
    const place = number * MOST_ASKS + ask;
    const before = met.get(place);
    if (!before) met.set(place, { weight, words, length, isEqual: markOfAsk === mark });
    else {
      if (weight > before.weight) [before.weight, before.words] = [weight, words];
      before.isEqual ||= markOfAsk === mark;
    }
  }
}

/** The postings of the articles that have all keys of a variant.
 * @param {PackedIndex} index @param {Variant} variant @returns {Postings} */
function intersectPostings(index, variant) {
  let first = index.postings(variant.keys[0]);
  for (const key of variant.keys.slice(1)) first = mergePostings(first, index.postings(key));
  return first;
}

/** @param {Postings} a @param {Postings} b @returns {Postings} */
function mergePostings(a, b) {
  /** @type {Postings} */
  const found = { numbers: [], levels: [], titles: [], asks: [] };
  const places = new Map(Array.from(b.numbers, (number, at) => [number, at]));
  a.numbers.forEach((number, at) => {
    const other = places.get(number);
    if (other === undefined) return;
    found.numbers.push(number);
    found.levels.push(Math.min(a.levels[at], b.levels[other]));
    found.titles.push(a.titles[at] && b.titles[other]);
    const marks = new Map((b.asks[other] || []).map((ask) => [ask.ask, ask.mark]));
    const asks = (a.asks[at] || []).filter((ask) => marks.has(ask.ask));
    found.asks.push(asks.map((ask) => ({ ...ask, mark: Math.max(ask.mark, Number(marks.get(ask.ask))) })));
  });
  return found;
}

/** Adds what one word is worth in one article, and clears its place. @param {Sums} tally @param {Sums} met
 * @param {number} number @param {number} idf */
function addMatch(tally, met, number, idf) {
  if (!tally.covered[number]) tally.touched.push(number);
  tally.fit[number] += (met.fit[number] * idf) / LEVELS;
  tally.covered[number] += met.covered[number] * idf;
  if (met.titleWeight[number]) {
    tally.titleWeight[number] += met.titleWeight[number] * idf;
    tally.titleWords[number] += met.titleWords[number];
    tally.titleLength[number] = met.titleLength[number];
  }
  met.fit[number] = met.covered[number] = met.titleWeight[number] = met.exact[number] = 0;
}

/** @param {Map<number, AskMatch>} asks @param {number} place @param {AskMatch} met @param {number} idf */
function addAsk(asks, place, met, idf) {
  const ask = asks.get(place);
  if (!ask) asks.set(place, { ...met, weight: met.weight * idf });
  else {
    ask.weight += met.weight * idf;
    ask.words += met.words;
    ask.isEqual ||= met.isEqual;
  }
}

/** Measures how well the best ask of each article is met, and the articles with an ask that equals the query.
 * @param {Map<number, AskMatch>} asks @param {number} total @param {PackedIndex} index */
function findBestAsks(asks, total, index) {
  const asked = new Float64Array(index.articles);
  const equal = new Set();
  for (const [place, ask] of asks) {
    const number = Math.floor(place / MOST_ASKS);
    const met = fMeasure(ask.weight / total, ask.words / ask.length, index.ranking.beta);
    if (met > asked[number]) asked[number] = met;
    if (ask.isEqual && ask.words >= ask.length) equal.add(number);
  }
  return { asked, equal };
}

/** The score in millionths. @param {PackedIndex} index @param {number} number @param {Sums} tally @param {number} total
 * @param {number} asked */
function computeScore(index, number, tally, total, asked) {
  const ranking = index.ranking;
  const length = tally.titleLength[number] || 1;
  const title = fMeasure(tally.titleWeight[number] / total, tally.titleWords[number] / length, ranking.beta);
  const found = tally.fit[number] * (tally.covered[number] / total) ** ranking.coverageExponent;
  return Math.floor(found * (1 + ranking.titleBoost * title + ranking.asksBoost * asked) * 1e6 + 0.5);
}

/** F-measure of how much of the query and how much of the text is met, the query counting `beta` times as much as the text.
 * @param {number} query @param {number} text @param {number} beta */
function fMeasure(query, text, beta) {
  const met = Math.min(1, text);
  const weight = beta * beta;
  return query && met ? ((1 + weight) * query * met) / (query + weight * met) : 0;
}
