// @ts-check
// The filters of results: the kind and the topics of every article. plugins/helpcentre/search/facets.py does the same.

/** @typedef {[kind: string, topics: string[]]} Facet */
/** @typedef {{kind: string, topic: string}} Filter empty: any */
/** @typedef {[name: string, hits: number][]} Counts most first */

/** The hits of the wanted kind and topic, and how many there are by kind and by topic; what no hit has is not filtered for.
 * @template {{number: number}} T @param {T[]} hits @param {(number: number) => Facet} facetOf @param {Filter} wanted
 * @returns {{hits: T[], chosen: Filter, kinds: Counts, topics: Counts}} */
export function filterHits(hits, facetOf, wanted) {
  const facets = hits.map((hit) => facetOf(hit.number));
  const kind = facets.some(([one]) => one === wanted.kind) ? wanted.kind : "";
  /** @param {Facet} facet */
  const isOfKind = ([one]) => !kind || one === kind;
  const topic = facets.some((facet) => isOfKind(facet) && facet[1].includes(wanted.topic)) ? wanted.topic : "";
  /** @param {Facet} facet */
  const isOnTopic = ([, topics]) => !topic || topics.includes(topic);
  return {
    hits: hits.filter((_, at) => isOfKind(facets[at]) && isOnTopic(facets[at])),
    chosen: { kind, topic },
    kinds: countNames(facets.filter(isOnTopic).map(([one]) => one)),
    topics: countNames(facets.filter(isOfKind).flatMap(([, topics]) => topics)),
  };
}

/** @param {string[]} names @returns {Counts} */
function countNames(names) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const name of names) counts.set(name, (counts.get(name) || 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}
