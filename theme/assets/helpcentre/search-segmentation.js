// @ts-check
// Words run together, read apart: the twin of plugins/helpcentre/search/segmentation.py.

import { hasDigit, isSpaceless } from "./search-tokens.js";

/** @typedef {import("./search-packed-index.js").PackedIndex} PackedIndex */

const SHORTEST = 7;
const LONGEST = 40;
const SHORTEST_PIECE = 3;
const SHORTEST_MEAN = 3;
const AMOUNT = /^([0-9]{1,4})(\p{L}{1,5})$/u;

/** The known words that a folded word is made of, in order: the fewest, then with the longest first word.
 * @param {PackedIndex} index @param {string} bare @returns {string[]} */
export function segment(index, bare) {
  if (hasDigit(bare)) return splitAmount(index, bare);
  if (bare.length < SHORTEST || bare.length > LONGEST || isSpaceless(bare)) return [];
  /** @type {(string[] | null)[]} */
  const best = Array.from({ length: bare.length + 1 }, () => null);
  best[bare.length] = [];
  for (let start = bare.length - 2; start >= 0; start--) {
    for (const end of wordEnds(index, bare, start)) {
      const rest = best[end];
      const found = best[start];
      if (rest && (!found || rest.length + 1 < found.length)) best[start] = [bare.slice(start, end), ...rest];
    }
  }
  const pieces = best[0] || [];
  const content = pieces.filter((piece) => !index.stop.has(piece) && !index.question.has(piece));
  const isLikely = pieces.length > 1 && bare.length > SHORTEST_MEAN * pieces.length;
  return isLikely && content.length ? pieces : [];
}

/** A number and its unit if both are known: `24hrs`. @param {PackedIndex} index @param {string} bare @returns {string[]} */
function splitAmount(index, bare) {
  const [, number, unit] = AMOUNT.exec(bare) || [];
  if (!number || !index.postings(number).numbers.length) return [];
  const isKnown = index.analyser.keys(unit).some((key) => index.postings(key).numbers.length || index.synonyms(key).length);
  return isKnown ? [number, unit] : [];
}

/** The places where a known word that begins at `start` ends, the last first.
 * @param {PackedIndex} index @param {string} bare @param {number} start */
function wordEnds(index, bare, start) {
  /** @type {Set<number>} */
  const ends = new Set();
  for (const { folded } of index.forms(bare.slice(start, start + SHORTEST_PIECE))) {
    if (folded.length >= SHORTEST_PIECE && bare.startsWith(folded, start)) ends.add(start + folded.length);
  }
  for (let end = start + 2; end <= bare.length; end++) {
    const piece = bare.slice(start, end);
    if (index.stop.has(piece) || index.question.has(piece)) ends.add(end);
  }
  return [...ends].sort((a, b) => b - a);
}
