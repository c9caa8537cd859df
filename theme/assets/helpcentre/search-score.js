// @ts-check
// From units and postings to ranked articles: the twin of plugins/helpcentre/search/score.py, number by number. Sums are
// kept in arrays with one place for each article.

/** @typedef {import("./search-index.js").PackedIndex} PackedIndex */
/** @typedef {import("./search-index.js").Postings} Postings */
/** @typedef {import("./search-engine.js").Variant} Variant */
/** @typedef {import("./search-engine.js").Unit} Unit */
/** @typedef {import("./search-engine.js").Hit} Hit */
/** @typedef {{weight: number, words: number, length: number, equal: boolean}} Asked */

const LEVELS = 63;
const MOST_ASKS = 2 ** 20;
/** What a hit is sorted by is one number, as numbers are sorted ten times as fast as objects: equal to an ask, then
 * millionths of the score (held below 2147), then the number of the article. */
const EXACT = 2 ** 31;
const MOST_ARTICLES = 2 ** 20;

/** How well one unit is met, or all of them together. @param {number} articles */
const sums = (articles) => ({
  fit: new Float64Array(articles),
  covered: new Float64Array(articles),
  titleWeight: new Float64Array(articles),
  titleWords: new Uint16Array(articles),
  titleLength: new Uint8Array(articles),
  own: new Uint8Array(articles),
  /** @type {Map<number, Asked>} by article and number of the ask */
  asks: new Map(),
  /** @type {number[]} */
  touched: [],
});

/** @typedef {ReturnType<typeof sums>} Sums */
/** @type {WeakMap<PackedIndex, {tally: Sums, met: Sums}>} the arrays of the last query, for the next */
const KEPT = new WeakMap();

/** @param {PackedIndex} index */
function cleared(index) {
  let kept = KEPT.get(index);
  if (!kept) KEPT.set(index, (kept = { tally: sums(index.articles), met: sums(index.articles) }));
  for (const each of [kept.tally, kept.met]) {
    for (const values of [each.fit, each.covered, each.titleWeight, each.titleWords, each.titleLength, each.own]) values.fill(0);
    each.asks.clear();
    each.touched = [];
  }
  return kept;
}

/** @param {PackedIndex} index @param {Unit[]} units @param {number} mark @returns {Hit[]} */
export function rank(index, units, mark) {
  const { tally, met } = cleared(index);
  let total = 0;
  for (const unit of units) {
    const importance = match(index, unit, mark, met);
    total += importance;
    for (const number of met.touched) count(tally, met, number, importance);
    for (const [place, ask] of met.asks) countAsk(tally.asks, place, ask, importance);
    met.touched = [];
    met.asks.clear();
  }
  const { asked, equal } = bestAsks(tally.asks, total, index);
  const order = new Float64Array(tally.touched.length);
  tally.touched.forEach((number, at) => {
    const millionths = Math.min(score(index, number, tally, total, asked[number]), EXACT - 1);
    order[at] = -((equal.has(number) ? EXACT : 0) + millionths) * MOST_ARTICLES + number;
  });
  return Array.from(order.sort(), (place) => {
    const worth = Math.ceil(-place / MOST_ARTICLES);
    const exact = worth >= EXACT;
    const number = place + worth * MOST_ARTICLES;
    return { number, score: (exact ? worth - EXACT : worth) / 1e6, exact };
  });
}

/** How every article meets the unit, by the best of its variants part by part; gives the unit's importance.
 * @param {PackedIndex} index @param {Unit} unit @param {number} mark @param {Sums} met */
function match(index, unit, mark, met) {
  let own = 0;
  for (const variant of unit.variants) {
    const { numbers, levels, titles, asks } = postings(index, variant);
    const { weight, exact } = variant;
    const words = variant.keys.length;
    for (let at = 0; at < numbers.length; at++) {
      const number = numbers[at];
      if (exact && !met.own[number]) {
        met.own[number] = 1;
        own += 1;
      }
      if (!met.covered[number]) met.touched.push(number);
      if (weight * levels[at] > met.fit[number]) met.fit[number] = weight * levels[at];
      if (weight > met.covered[number]) met.covered[number] = weight;
      if (titles[at] && weight > met.titleWeight[number]) {
        met.titleWeight[number] = weight;
        met.titleWords[number] = words;
        met.titleLength[number] = titles[at];
      }
      const stands = asks[at];
      if (!stands) continue;
      for (const { entry, length, mark: its } of stands) {
        const ask = met.asks.get(number * MOST_ASKS + entry);
        if (!ask) met.asks.set(number * MOST_ASKS + entry, { weight, words, length, equal: its === mark });
        else {
          if (weight > ask.weight) [ask.weight, ask.words] = [weight, words];
          ask.equal ||= its === mark;
        }
      }
    }
  }
  const found = own || met.touched.length;
  return Math.log(1 + (index.articles - found + 0.5) / (found + 0.5)) ** index.ranking.rarity;
}

/** @param {PackedIndex} index @param {Variant} variant @returns {Postings} */
function postings(index, variant) {
  let first = index.postings(variant.keys[0]);
  for (const key of variant.keys.slice(1)) first = both(first, index.postings(key));
  return first;
}

/** @param {Postings} a @param {Postings} b @returns {Postings} */
function both(a, b) {
  /** @type {{numbers: number[], levels: number[], titles: number[], asks: Postings["asks"]}} */
  const found = { numbers: [], levels: [], titles: [], asks: [] };
  const places = new Map(Array.from(b.numbers, (number, at) => [number, at]));
  a.numbers.forEach((number, at) => {
    const other = places.get(number);
    if (other === undefined) return;
    found.numbers.push(number);
    found.levels.push(Math.min(a.levels[at], b.levels[other]));
    found.titles.push(a.titles[at] && b.titles[other]);
    const marks = new Map((b.asks[other] || []).map((ask) => [ask.entry, ask.mark]));
    const asks = (a.asks[at] || []).filter((ask) => marks.has(ask.entry));
    found.asks.push(asks.map((ask) => ({ ...ask, mark: Math.max(ask.mark, Number(marks.get(ask.entry))) })));
  });
  return found;
}

/** Adds what one unit is worth in one article, and clears its place. @param {Sums} tally @param {Sums} met
 * @param {number} number @param {number} importance */
function count(tally, met, number, importance) {
  if (!tally.covered[number]) tally.touched.push(number);
  tally.fit[number] += (met.fit[number] * importance) / LEVELS;
  tally.covered[number] += met.covered[number] * importance;
  if (met.titleWeight[number]) {
    tally.titleWeight[number] += met.titleWeight[number] * importance;
    tally.titleWords[number] += met.titleWords[number];
    tally.titleLength[number] = met.titleLength[number];
  }
  met.fit[number] = met.covered[number] = met.titleWeight[number] = met.own[number] = 0;
}

/** @param {Map<number, Asked>} asks @param {number} place @param {Asked} met @param {number} importance */
function countAsk(asks, place, met, importance) {
  const ask = asks.get(place);
  if (!ask) asks.set(place, { ...met, weight: met.weight * importance });
  else {
    ask.weight += met.weight * importance;
    ask.words += met.words;
    ask.equal ||= met.equal;
  }
}

/** How well the best ask of each article is met, and the articles with one that equals the query.
 * @param {Map<number, Asked>} asks @param {number} total @param {PackedIndex} index */
function bestAsks(asks, total, index) {
  const asked = new Float64Array(index.articles);
  const equal = new Set();
  for (const [place, ask] of asks) {
    const number = Math.floor(place / MOST_ASKS);
    const met = share(ask.weight / total, ask.words / ask.length, index.ranking.beta);
    if (met > asked[number]) asked[number] = met;
    if (ask.equal && ask.words >= ask.length) equal.add(number);
  }
  return { asked, equal };
}

/** Millionths. @param {PackedIndex} index @param {number} number @param {Sums} tally @param {number} total
 * @param {number} asked */
function score(index, number, tally, total, asked) {
  const ranking = index.ranking;
  const length = tally.titleLength[number] || 1;
  const title = share(tally.titleWeight[number] / total, tally.titleWords[number] / length, ranking.beta);
  const found = tally.fit[number] * (tally.covered[number] / total) ** ranking.coverage;
  return Math.floor(found * (1 + ranking.title * title + ranking.asks * asked) * 1e6 + 0.5);
}

/** F-measure of how much of the query and how much of the text is met, the query counting `beta` times as much.
 * @param {number} query @param {number} text @param {number} beta */
function share(query, text, beta) {
  const met = Math.min(1, text);
  const weight = beta * beta;
  return query && met ? ((1 + weight) * query * met) / (query + weight * met) : 0;
}
