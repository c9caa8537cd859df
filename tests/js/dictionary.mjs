// An index of a few words with their frequencies, in which every word is its own key: what expansion, rescue,
// segmentation and ranking ask of a packed index.
import { readFile } from "node:fs/promises";

const assets = new URL("../../theme/assets/helpcentre/", import.meta.url);

/** @param {string} name */
export const load = (name) => import(new URL(name, assets).href);

const { fold } = await load("search-tokens.js");

/** The constants of the ranking, as Python writes them into every index. */
export const RANKING = await readRanking();

async function readRanking() {
  const source = await readFile(new URL("../../plugins/helpcentre/search/settings.py", import.meta.url), "utf8");
  const body = source.match(/RANKING = \{(.*?)\n\}/s)[1];
  return Object.fromEntries([...body.matchAll(/"(\w+)": ([\d.]+)/g)].map(([, name, value]) => [name, Number(value)]));
}

/** @param {Record<string, number>} words with how common each is @param {Record<string, any>} [more] */
export function dictionary(words, more = {}) {
  const { plural = false, extraKeys = [], ...given } = more;
  const key = (word) => (plural ? fold(word).replace(/s$/, "") : fold(word));
  /** @type {string[]} */
  const asked = [];
  const known = new Set([...Object.keys(words).map(key), ...extraKeys]);
  return {
    analyser: { fold, keys: (text) => [key(text)] },
    ranking: { ...RANKING },
    hasCompounds: false,
    expansionWeight: 0,
    stemmer: "",
    misses: 0,
    articles: 10,
    stop: new Set(),
    question: new Set(),
    /** The beginnings of words that were asked for: each of them loads a part of the dictionary. */
    asked,
    forms: (prefix) => {
      asked.push(prefix);
      return Object.entries(words)
        .filter(([word]) => word.startsWith(prefix))
        .map(([word, common]) => ({ folded: word, spelt: word.toUpperCase(), common }));
    },
    postings: (wanted) => ({ numbers: known.has(wanted) ? [1] : [], levels: [10], titles: [0], asks: [undefined] }),
    ...given,
  };
}

/** @param {string} text */
export const wordOf = (text) => ({ text, variants: [], corrected: "", near: "", rescued: false, pending: false, idf: 0 });

/** @param {{keys: string[]}[]} variants */
export const keysOf = (variants) => variants.map((variant) => variant.keys[0]);
