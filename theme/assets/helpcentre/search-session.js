// @ts-check
// One open index and its queries, in a worker or on the page: nothing is loaded before the first message.

import { search } from "./search-engine.js";
import { PackedIndex } from "./search-index.js";
import { keysOf, present } from "./search-present.js";
import { ENDINGS } from "./search-text.js";

/** @typedef {import("./search-present.js").Result} Result */
/** @typedef {{type: "open", base: string, language: string} | {type: "search", id: number, query: string, limit: number}
 *   } Request */
/** @typedef {{type: "results", id: number, query: string, final: boolean, partial: boolean, total: number,
 *   corrected: string, suggestion: string, ms: number, results: Result[]} | {type: "failed", id: number, reason: string}} Reply */

const STEMMERS = new URL("./vendor/snowball/", import.meta.url);

/** @param {string} name @returns {Promise<(word: string) => string>} */
export async function loadStemmer(name) {
  const { Stemmer } = await import(new URL(`${name}.js`, STEMMERS).href);
  const stemmer = new Stemmer();
  const more = ENDINGS[name];
  return more ? (word) => more(stemmer.stemWord(word)) : (word) => stemmer.stemWord(word);
}

/** @param {string} base address of helpcentre/search/ @returns {import("./search-index.js").Load} */
export function loadOver(base) {
  return async (path) => {
    const response = await fetch(new URL(path, base), path.endsWith("head.bin") ? { cache: "no-cache" } : {});
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  };
}

/** @param {(reply: Reply) => void} reply @param {typeof loadOver} [loader] */
export function session(reply, loader = loadOver) {
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
        await answer(await open(), request, () => request.id === newest, reply);
      } catch (error) {
        reply({ type: "failed", id: request.id, reason: String(error) });
      }
    });
  };
}

const EARLY = 5;

/** The nearest known words, when nothing was found. @param {import("./search-engine.js").Answer} found */
function suggestion(found) {
  if (found.hits.length || !found.units.some((unit) => unit.near)) return "";
  return found.units.map((unit) => unit.near || unit.word).join(" ");
}

/** @param {PackedIndex} index @param {{id: number, query: string, limit: number}} request
 * @param {() => boolean} wanted false when a newer query is waiting @param {(reply: Reply) => void} reply */
async function answer(index, request, wanted, reply) {
  const began = performance.now();
  /** @param {import("./search-engine.js").Answer} found @param {number} most */
  const results = (found, most) => {
    const keys = keysOf(found.units);
    return found.hits.slice(0, most).flatMap((hit) => {
      const article = index.article(hit.number);
      return article ? [{ ...present(article, keys, index), score: hit.score, exact: hit.exact }] : [];
    });
  };
  /** @param {import("./search-engine.js").Answer} found @param {Result[]} shown @param {boolean} final */
  const send = (found, shown, final) =>
    reply({
      type: "results", id: request.id, query: request.query, final, partial: index.damaged, total: found.hits.length,
      corrected: found.corrected, suggestion: suggestion(found), ms: performance.now() - began, results: shown,
    });
  /** @param {import("./search-engine.js").Answer} found @param {number} most */
  const here = (found, most) => found.hits.slice(0, most).filter((hit) => !index.article(hit.number)).length === 0;
  const found = await search(index, request.query, (early) => {
    const most = Math.min(EARLY, request.limit);
    if (wanted() && early.hits.length && here(early, most)) send(early, results(early, most), false);
    return wanted();
  });
  if (!wanted()) return;
  if (!here(found, request.limit)) await index.fetchWanted();
  if (wanted()) send(found, results(found, request.limit), true);
}
