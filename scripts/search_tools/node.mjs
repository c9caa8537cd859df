// The browser's own search in Node: reads {"site", "queries": [[language, query]…], "limit"} from standard input, writes
// [{"ids", "ms", "bytes", "corrected"}…]. Files are read from the built site; nothing else is loaded.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";

const ASSETS = new URL("../../theme/assets/helpcentre/", import.meta.url);
const { PackedIndex } = await import(new URL("search-packed-index.js", ASSETS).href);
const { search } = await import(new URL("search-query.js", ASSETS).href);
const { loadStemmer } = await import(new URL("search-session.js", ASSETS).href);

const { site, queries, limit } = JSON.parse(await text(process.stdin));
const indexes = new Map();
for (const language of new Set(queries.map(([language]) => language))) {
  const load = (path) => readFile(join(site, "helpcentre", "search", path)).then((bytes) => new Uint8Array(bytes));
  indexes.set(language, await PackedIndex.open(language, load, loadStemmer));
}
const answers = [];
for (const [language, query] of queries) {
  const index = indexes.get(language);
  const began = performance.now();
  const found = await search(index, query);
  const ms = performance.now() - began;
  const hits = found.hits.slice(0, limit);
  for (const hit of hits) index.article(hit.number);
  await index.fetchWanted();
  const ids = hits.map((hit) => index.article(hit.number)?.id ?? "");
  answers.push({ ids, scores: hits.map((hit) => hit.score), ms, corrected: found.corrected });
}
console.log(JSON.stringify(answers));
