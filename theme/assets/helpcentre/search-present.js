// @ts-check
// From a hit to what a reader sees: the section that answers best, and a snippet with the matched words marked.

import { wordTableOf } from "./search-matches.js";

/** @typedef {import("./search-relevance.js").QueryWord} QueryWord */
/** @typedef {import("./search-packed-index.js").Article} Article */
/** @typedef {import("./search-packed-index.js").PackedIndex} PackedIndex */
/** @typedef {import("./search-matches.js").Match} Match */
/** @typedef {import("./search-matches.js").WordByKey} WordByKey */
/** @typedef {[text: string, marked: boolean]} Part */
/** @typedef {{anchor: string, parts: Part[]}} SectionLink */
/** @typedef {{id: string, url: string, title: string, kind: string, topics: string[], anchor: string, heading: string,
 *   titleParts: Part[], headingParts: Part[], snippet: Part[], sections: SectionLink[]}} Result `sections` are others that answer */

const SNIPPET = 160;
const MOST_SECTIONS = 3;

/** @param {QueryWord[]} words @returns {WordByKey} */
export function keysOf(words) {
  /** @type {WordByKey} */
  const keys = new Map();
  words.forEach((word, position) => {
    for (const key of word.variants.flatMap((variant) => variant.keys)) if (!keys.has(key)) keys.set(key, position);
  });
  return keys;
}

/** @param {Article} article @param {WordByKey} keys @param {PackedIndex} index @returns {Result} */
export function present(article, keys, index) {
  const [inTitle, inLead, ...found] = wordTableOf(index).findMatches(article, keys);
  let best = { score: -1, anchor: "", heading: "", text: "", at: /** @type {Match[]} */ ([]), inHeading: inTitle };
  const sections = article.sections.map(([anchor, heading, text], position) => {
    const [at, inHeading] = [found[2 * position], found[2 * position + 1]];
    const score = countWords([...at, ...inHeading]) * 10 + countWords(inHeading) * 5 + Math.min(at.length, 4);
    return { score, anchor, heading, text, at, inHeading };
  });
  for (const section of sections) if (section.score > best.score) best = section;
  const { id, url, title, kind, topics } = article;
  return {
    id, url, title, kind, topics,
    anchor: best.score > 0 ? best.anchor : "",
    heading: best.score > 0 ? best.heading : "",
    titleParts: markMatches(title, inTitle),
    headingParts: best.score > 0 ? markMatches(best.heading, best.inHeading) : [],
    sections: linkSections(sections.filter((section) => section.anchor !== best.anchor && section.score >= best.score / 3)),
    snippet: cutSnippet(best.at.length || !article.lead ? best : { text: article.lead, at: inLead }),
  };
}

/** Links to the sections whose headings have words of the query, the best ones, in the order of the article.
 * @param {{score: number, anchor: string, heading: string, inHeading: Match[]}[]} sections @returns {SectionLink[]} */
function linkSections(sections) {
  const named = sections.filter((section) => section.anchor && section.inHeading.length);
  const best = new Set([...named].sort((a, b) => b.score - a.score).slice(0, MOST_SECTIONS));
  return named.filter((section) => best.has(section)).map(({ anchor, heading, inHeading }) => ({ anchor, parts: markMatches(heading, inHeading) }));
}

/** The number of distinct words of the query among matches. @param {Match[]} matches */
const countWords = (matches) => new Set(matches.map((match) => match.word)).size;

/** The passage of about SNIPPET characters with the most different words of the query.
 * @param {{text: string, at: Match[]}} section @returns {Part[]} */
function cutSnippet({ text, at }) {
  let best = { words: 0, from: 0 };
  at.forEach((match, position) => {
    let next = position;
    while (next < at.length && at[next].end - match.start <= SNIPPET) next++;
    const words = countWords(at.slice(position, next));
    if (words > best.words) best = { words, from: match.start };
  });
  const start = best.from > SNIPPET / 2 ? findStart(text, best.from) : 0;
  let end = text.length;
  if (end - start > SNIPPET) end = Math.max(text.lastIndexOf(" ", start + SNIPPET), start + SNIPPET / 2);
  const inside = at.filter((match) => match.start >= start && match.end <= end);
  const shifted = inside.map((match) => ({ ...match, start: match.start - start, end: match.end - start }));
  const parts = markMatches(text.slice(start, end), shifted);
  if (start > 0) parts.unshift(["… ", false]);
  if (end < text.length) parts.push([" …", false]);
  return parts;
}

/** The beginning of a snippet whose first match is at `from`: at its sentence, at a word, or wherever there are no spaces.
 * @param {string} text @param {number} from */
function findStart(text, from) {
  const sentence = Math.max(text.lastIndexOf(". ", from) + 2, text.lastIndexOf("。", from) + 1);
  if (sentence > 1 && from - sentence < 90) return sentence;
  const word = text.lastIndexOf(" ", from - 40) + 1;
  return from - word < 90 ? word : from - 40;
}

/** The text in parts, matches marked; those that overlap, as pairs of characters do, become one.
 * @param {string} text @param {Match[]} matches @returns {Part[]} */
function markMatches(text, matches) {
  /** @type {Part[]} */
  const parts = [];
  let at = 0;
  for (const { start, end } of matches) {
    const last = parts[parts.length - 1];
    if (start < at && last) last[0] += text.slice(at, Math.max(at, end));
    else {
      if (start > at) parts.push([text.slice(at, start), false]);
      parts.push([text.slice(start, end), true]);
    }
    at = Math.max(at, end);
  }
  if (at < text.length) parts.push([text.slice(at), false]);
  return parts;
}
