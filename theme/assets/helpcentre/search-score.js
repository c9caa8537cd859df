// @ts-check
// From units and postings to ranked articles: the twin of plugins/helpcentre/search/score.py, number by number.

/** @typedef {import("./search-index.js").PackedIndex} PackedIndex */
/** @typedef {import("./search-index.js").Posting} Posting */
/** @typedef {import("./search-engine.js").Variant} Variant */
/** @typedef {import("./search-engine.js").Unit} Unit */
/** @typedef {import("./search-engine.js").Hit} Hit */

const LEVELS = 63;

/** @param {PackedIndex} index @param {Unit[]} units @param {number} mark @returns {Hit[]} */
export function rank(index, units, mark) {
  /** @type {Map<number, any>} */
  const tallies = new Map();
  let total = 0;
  for (const unit of units) {
    const { best, importance } = matches(index, unit);
    total += importance;
    for (const [number, { posting, variant }] of best) {
      let tally = tallies.get(number);
      if (!tally) {
        tally = { score: 0, covered: 0, titleWeight: 0, titleUnits: 0, titleLength: 1, asks: null };
        tallies.set(number, tally);
      }
      count(tally, posting, variant, importance, mark);
    }
  }
  const hits = [];
  for (const [number, tally] of tallies) hits.push(hit(index, number, tally, total));
  return hits.sort((a, b) => Number(b.exact) - Number(a.exact) || b.score - a.score || a.number - b.number);
}

/** For every article the variant that fits it best, and the importance (idf) of the unit.
 * @param {PackedIndex} index @param {Unit} unit */
function matches(index, unit) {
  /** @type {Map<number, {posting: Posting, variant: Variant}>} */
  const best = new Map();
  const own = new Set();
  for (const variant of unit.variants) {
    for (const posting of variantPostings(index, variant)) {
      if (variant.exact) own.add(posting.number);
      const before = best.get(posting.number);
      if (!before || variant.weight * posting.level > before.variant.weight * before.posting.level) {
        best.set(posting.number, { posting, variant });
      }
    }
  }
  const found = own.size || best.size;
  return { best, importance: Math.log(1 + (index.articles - found + 0.5) / (found + 0.5)) };
}

/** @param {PackedIndex} index @param {Variant} variant */
function variantPostings(index, variant) {
  let first = index.postings(variant.keys[0]);
  for (const key of variant.keys.slice(1)) {
    const others = new Map(index.postings(key).map((posting) => [posting.number, posting]));
    first = first.flatMap((posting) => {
      const other = others.get(posting.number);
      return other ? [both(posting, other)] : [];
    });
  }
  return first;
}

/** @param {Posting} a @param {Posting} b @returns {Posting} */
function both(a, b) {
  const asks = a.asks.filter((entry) => b.asks.includes(entry));
  return { number: a.number, level: Math.min(a.level, b.level), title: a.title && b.title, asks };
}

/** @param {any} tally @param {Posting} posting @param {Variant} variant @param {number} importance
 * @param {number} mark the fingerprint of the whole query */
function count(tally, posting, variant, importance, mark) {
  const worth = variant.weight * importance;
  tally.score += (worth * posting.level) / LEVELS;
  tally.covered += worth;
  if (posting.title) {
    tally.titleWeight += worth;
    tally.titleUnits += variant.keys.length;
    tally.titleLength = posting.title;
  }
  for (const own of posting.asks) {
    tally.asks ??= new Map();
    const ask = tally.asks.get(own.entry) || { weight: 0, units: 0, length: own.length, equal: false };
    tally.asks.set(own.entry, ask);
    ask.weight += worth;
    ask.units += variant.keys.length;
    ask.equal ||= own.mark === mark;
  }
}

/** @param {PackedIndex} index @param {number} number @param {any} tally @param {number} total @returns {Hit} */
function hit(index, number, tally, total) {
  const ranking = index.ranking;
  const title = share(tally.titleWeight / total, tally.titleUnits / tally.titleLength, ranking.beta);
  let asked = 0;
  let equal = false;
  for (const ask of tally.asks ? tally.asks.values() : []) {
    asked = Math.max(asked, share(ask.weight / total, ask.units / ask.length, ranking.beta));
    equal ||= ask.equal && ask.units >= ask.length;
  }
  let score = tally.score * (tally.covered / total) ** ranking.coverage;
  score *= 1 + ranking.title * title + ranking.asks * asked;
  return { number, score: Math.floor(score * 1e6 + 0.5) / 1e6, exact: equal };
}

/** F-measure of how much of the query and how much of the text is met, the query counting `beta` times as much.
 * @param {number} query @param {number} text @param {number} beta */
function share(query, text, beta) {
  const met = Math.min(1, text);
  const weight = beta * beta;
  return query && met ? ((1 + weight) * query * met) / (query + weight * met) : 0;
}
