// The browser's own search in Node: reads {"site", "queries": [[language, query]…], "limit", "presented"} from standard input, writes
// [{"ids", "scores", "ms", "corrected", "suggested", "guessed", "results"}…], with as many results
// in them as `presented` says. Files are read from the built site; nothing else is loaded.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { loadStemmer } from "./stemmers.mjs";

const ASSETS = new URL("../../theme/assets/helpcentre/", import.meta.url);
const { PackedIndex } = await import(new URL("search-packed-index.js", ASSETS).href);
const { keysOf, present } = await import(new URL("search-present.js", ASSETS).href);
const { search } = await import(new URL("search-query.js", ASSETS).href);

const { site, queries, limit, presented = 0 } = JSON.parse(await text(process.stdin));
const indexes = new Map();
for (const language of new Set(queries.map(([each]) => each))) {
  const load = (path) => readFile(join(site, "helpcentre", "search", path)).then((bytes) => new Uint8Array(bytes));
  indexes.set(language, await PackedIndex.open(language, load, loadStemmer));
}
const answers = [];
for (const [language, query] of queries) {
  const index = indexes.get(language);
  const began = performance.now();
  const { hits, words, corrected, suggested, guessed } = await search(index, query);
  const ms = performance.now() - began;
  const shown = hits.slice(0, limit);
  for (const hit of shown) index.article(hit.number);
  await index.fetchWanted();
  const ids = shown.map((hit) => index.article(hit.number)?.id ?? "");
  const keys = keysOf(words);
  const results = shown.slice(0, presented).map((hit) => present(index.article(hit.number), keys, index));
  answers.push({ ids, scores: shown.map((hit) => hit.score), ms, corrected, suggested, guessed, results });
}
console.log(JSON.stringify(answers));
