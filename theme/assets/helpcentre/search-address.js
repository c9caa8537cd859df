// @ts-check
// The address of the results page, which holds the query and the filters: Back and a shared link restore them.

/** @typedef {import("./search-facets.js").Filter} Filter */

const LONGEST_QUERY = 500;
/** @type {Filter} */
export const NO_FILTER = { kind: "", topic: "" };

/** The query and the filters of an address. @param {string} parameters the part of the address from its question mark */
export function readAddress(parameters) {
  const given = new URLSearchParams(parameters);
  return { query: given.get("q") || "", filter: { kind: given.get("kind") || "", topic: given.get("topic") || "" } };
}

/** The part of the address from its question mark; empty without a query. @param {string} query @param {Filter} [filter] */
export function writeAddress(query, { kind, topic } = NO_FILTER) {
  const given = query.trim().slice(0, LONGEST_QUERY);
  if (!given) return "";
  /** @param {string} name @param {string} value */
  const parameter = (name, value) => (value ? `&${name}=${encodeURIComponent(value)}` : "");
  return `?q=${encodeURIComponent(given)}${parameter("kind", kind)}${parameter("topic", topic)}`;
}
