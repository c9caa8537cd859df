// @ts-check
// One open index and its queries, in a worker or on the page. Nothing is loaded before the first message.

import { loadOver } from "./search-files.js";
import { filterHits } from "./search-facets.js";
import { PackedIndex } from "./search-packed-index.js";
import { keysOf, present } from "./search-present.js";
import { search } from "./search-query.js";

/** @typedef {import("./search-analyser.js").Stem} Stem */
/** @typedef {import("./search-facets.js").Filter} Filter */
/** @typedef {import("./search-facets.js").Counts} Counts */
/** @typedef {import("./search-files.js").Load} Load */
/** @typedef {import("./search-present.js").Result} Result */
/** @typedef {import("./search-query.js").Answer} Answer */
/** @typedef {{type: "open", base: string, language: string, head: Uint8Array | null}} OpenRequest `base` is the address of
 *   helpcentre/search/, `head` the head of the index if the page has loaded it */
/** @typedef {{type: "search", id: number, query: string, limit: number, filter?: Filter}} SearchRequest */
/** @typedef {OpenRequest | SearchRequest} Request */
/** @typedef {{type: "results", id: number, query: string, final: boolean, partial: boolean, total: number,
 *   all: number, filter: Filter, kinds: Counts, topics: Counts, corrected: string, suggestion: string, guessed: boolean, ms: number, results: Result[]} | {type: "failed", id: number,
 *   reason: string}} Reply `total` is the number of hits that the filter in use leaves of `all` */

/** A function that handles requests and answers with `reply`. A newer search ends the one before; whatever could not be
 * loaded is tried again at the next one.
 * @param {(reply: Reply) => void} reply @param {Stem} stem @param {(base: string) => Load} [loader]
 * @returns {(request: Request) => void} */
export function createSession(reply, stem, loader = loadOver) {
  /** @type {Promise<PackedIndex> | null} */
  let opening = null;
  /** @type {OpenRequest} */
  let where = { type: "open", base: "", language: "", head: null };
  let newest = 0;

  const open = () => {
    const { base, language, head } = where;
    const load = loader(base);
    where.head = null; // should it be damaged, it is loaded again
    opening ??= PackedIndex.open(language, (path) => (head ? Promise.resolve(head) : load(path)), () => stem, load);
    opening.catch(() => (opening = null));
    return opening;
  };

  return (request) => {
    if (request.type === "open") {
      where = request;
      open().catch(() => {});
      return;
    }
    newest = request.id;
    const isWanted = () => request.id === newest;
    open()
      .then((index) => answerRequest(index, request, isWanted, reply))
      .catch((error) => isWanted() && reply({ type: "failed", id: request.id, reason: String(error) }));
  };
}

const EARLY = 5;
const ANY = { kind: "", topic: "" };

/** @param {PackedIndex} index @param {SearchRequest} request
 * @param {() => boolean} isWanted false once there is a newer query @param {(reply: Reply) => void} reply */
async function answerRequest(index, request, isWanted, reply) {
  const began = performance.now();
  /** @param {Answer} found */
  const filtered = ({ hits, guessed }) => filterHits(hits, (number) => index.facet(number), (!guessed && request.filter) || ANY);
  /** @param {Answer} found @param {number} most */
  const results = (found, most) => {
    const keys = keysOf(found.words);
    return filtered(found).hits.slice(0, most).flatMap((hit) => {
      const article = index.article(hit.number);
      return article ? [{ ...present(article, keys, index), score: hit.score, exact: hit.exact }] : [];
    });
  };
  /** @param {Answer} found @param {Result[]} shown @param {boolean} final */
  const send = (found, shown, final) => {
    const { hits, chosen, kinds, topics } = filtered(found);
    reply({
      type: "results", id: request.id, query: request.query, final, partial: index.damaged, total: hits.length,
      all: found.hits.length, filter: chosen, kinds, topics,
      corrected: found.corrected, suggestion: found.suggested, guessed: found.guessed, ms: performance.now() - began, results: shown,
    });
  };
  /** @param {Answer} found @param {number} most */
  const isLoaded = (found, most) => filtered(found).hits.slice(0, most).filter((hit) => !index.article(hit.number)).length === 0;
  /** @param {Answer} early */
  const sendEarly = (early) => {
    const most = Math.min(EARLY, request.limit);
    if (early.hits.length && isLoaded(early, most)) send(early, results(early, most), false);
  };
  const found = await search(index, request.query, sendEarly, isWanted);
  if (!isWanted()) return;
  if (!isLoaded(found, request.limit)) await index.fetchWanted();
  if (isWanted()) send(found, results(found, request.limit), true);
}
