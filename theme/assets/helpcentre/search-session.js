// @ts-check
// One open index and its queries, in a worker or on the page. Nothing is loaded before the first message.

import { STEM_RULES } from "./search-analyser.js";
import { PackedIndex } from "./search-packed-index.js";
import { keysOf, present } from "./search-present.js";
import { search } from "./search-query.js";

/** @typedef {import("./search-present.js").Result} Result */
/** @typedef {{type: "open", base: string, language: string} | {type: "search", id: number, query: string, limit: number}
 *   } Request */
/** @typedef {Extract<Request, {type: "search"}>} SearchRequest */
/** @typedef {import("./search-query.js").Answer} Answer */
/** @typedef {{type: "results", id: number, query: string, final: boolean, partial: boolean, total: number,
 *   corrected: string, suggestion: string, guessed: boolean, ms: number, results: Result[]} | {type: "failed", id: number, reason: string}} Reply */

const STEMMERS = new URL("./vendor/snowball/", import.meta.url);

/** @param {string} name a Snowball algorithm @returns {Promise<import("./search-analyser.js").Stem>} */
export async function loadStemmer(name) {
  const { Stemmer } = await import(new URL(`${name}.js`, STEMMERS).href);
  const stemmer = new Stemmer();
  const correct = STEM_RULES[name];
  return correct ? (word) => correct(stemmer.stemWord(word)) : (word) => stemmer.stemWord(word);
}

/** @param {string} base address of helpcentre/search/ @returns {import("./search-packed-index.js").Load} */
export function loadOver(base) {
  return async (path) => {
    const response = await fetch(new URL(path, base), path.endsWith("head.bin") ? { cache: "no-cache" } : {});
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  };
}

/** A function that handles requests and answers with `reply`.
 * @param {(reply: Reply) => void} reply @param {typeof loadOver} [loader] */
export function createSession(reply, loader = loadOver) {
  /** @type {Promise<PackedIndex> | null} */
  let opening = null;
  let where = { base: "", language: "" };
  let newest = 0;
  let running = Promise.resolve();

  const open = () => {
    opening ??= PackedIndex.open(where.language, loader(where.base), loadStemmer);
    opening.catch(() => (opening = null));
    return opening;
  };

  /** @param {Request} request */
  return (request) => {
    if (request.type === "open") {
      where = request;
      open().catch(() => {});
      return;
    }
    newest = request.id;
    running = running.then(async () => {
      if (request.id !== newest) return;
      try {
        await answerRequest(await open(), request, () => request.id === newest, reply);
      } catch (error) {
        reply({ type: "failed", id: request.id, reason: String(error) });
      }
    });
  };
}

const EARLY = 5;

/** @param {PackedIndex} index @param {SearchRequest} request
 * @param {() => boolean} wanted false once there is a newer query @param {(reply: Reply) => void} reply */
async function answerRequest(index, request, wanted, reply) {
  const began = performance.now();
  /** @param {Answer} found @param {number} most */
  const results = (found, most) => {
    const keys = keysOf(found.words);
    return found.hits.slice(0, most).flatMap((hit) => {
      const article = index.article(hit.number);
      return article ? [{ ...present(article, keys, index), score: hit.score, exact: hit.exact }] : [];
    });
  };
  /** @param {Answer} found @param {Result[]} shown @param {boolean} final */
  const send = (found, shown, final) =>
    reply({
      type: "results", id: request.id, query: request.query, final, partial: index.damaged, total: found.hits.length,
      corrected: found.corrected, suggestion: found.suggested, guessed: found.guessed, ms: performance.now() - began, results: shown,
    });
  /** @param {Answer} found @param {number} most */
  const isLoaded = (found, most) => found.hits.slice(0, most).filter((hit) => !index.article(hit.number)).length === 0;
  const found = await search(index, request.query, (early) => {
    const most = Math.min(EARLY, request.limit);
    if (wanted() && early.hits.length && isLoaded(early, most)) send(early, results(early, most), false);
    return wanted();
  });
  if (!wanted()) return;
  if (!isLoaded(found, request.limit)) await index.fetchWanted();
  if (wanted()) send(found, results(found, request.limit), true);
}
