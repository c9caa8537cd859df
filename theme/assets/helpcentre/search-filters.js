// @ts-check
// The filters above the results, as links: they work by keyboard, and in a new tab.

import { writeAddress } from "./search-address.js";
import { createElement } from "./search-results.js";

/** @typedef {import("./search-client.js").Results} Results */
/** @typedef {import("./search-facets.js").Filter} Filter */
/** @typedef {{kinds: Record<string, string>, topics: Record<string, string>}} Labels what readers call kinds and topics */
/** @typedef {{title: string, allKinds: string, allTopics: string, labels: Labels}} Names */

/** The filters, unless all results are of one kind and on one topic.
 * @param {Results} reply @param {Names} names @param {(filter: Filter) => void} choose @returns {HTMLElement[]} */
export function renderFilters({ query, filter, kinds, topics, all }, names, choose) {
  /** @param {keyof Filter} by @param {[string, number][]} counts @param {Record<string, string>} labels @param {string} any */
  const renderRow = (by, counts, labels, any) => {
    if (counts.length < 2 && !filter[by]) return [];
    const row = createElement("ul", "hc-search__topics");
    for (const [name, hits] of [/** @type {[string, number]} */ (["", all]), ...counts]) {
      const changed = { ...filter, [by]: name };
      const link = createElement("a", "", [[name ? `${labels[name] || name} (${hits})` : any, false]]);
      link.href = writeAddress(query, changed);
      link.dataset.filter = `${by} ${name}`;
      if (filter[by] === name) link.setAttribute("aria-current", "true");
      link.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        choose(changed);
      });
      const item = createElement("li");
      item.append(link);
      row.append(item);
    }
    return [row];
  };
  const rows = [
    ...renderRow("kind", kinds, names.labels.kinds, names.allKinds),
    ...renderRow("topic", topics, names.labels.topics, names.allTopics),
  ];
  if (!rows.length) return [];
  const region = createElement("nav", "hc-search__filters");
  region.setAttribute("aria-label", names.title);
  region.append(...rows);
  return [region];
}

/** The kind and the topics of a result in words. @param {{kind: string, topics: string[]}} result @param {Labels} labels */
export function describeResult({ kind, topics }, labels) {
  return [labels.kinds[kind], ...topics.map((topic) => labels.topics[topic])].filter(Boolean).join(" · ");
}
