// @ts-check
// Numbers of a known shape and the articles they lead to: the twin of plugins/helpcentre/search/shapes.py.

import { fold, hasDigit } from "./search-tokens.js";

const MOST_PIECES = 4;
/** @type {Record<string, string>} */
const SIGNS = { "#": "\\p{Nd}", "@": "\\p{L}", "*": "[\\p{L}\\p{N}]*" };
/** @type {Map<string, RegExp>} */
const COMPILED = new Map();

/** The articles that numbers among the words of a query lead to, with the number.
 * @param {[shape: string, article: number][]} shapes @param {string[]} words @returns {Map<number, string>} */
export function matchShapes(shapes, words) {
  /** @type {Map<number, string>} */
  const found = new Map();
  if (!shapes.length) return found;
  for (const text of joinNeighbours(words.map(fold)).filter(hasDigit)) {
    for (const [shape, article] of shapes) {
      if (!found.has(article) && compileShape(shape).test(text)) found.set(article, text);
    }
  }
  return found;
}

/** Every word alone and with the next ones. @param {string[]} words */
function joinNeighbours(words) {
  return words.flatMap((_, start) => {
    const most = Math.min(MOST_PIECES, words.length - start);
    return Array.from({ length: most }, (_each, more) => words.slice(start, start + more + 1).join(""));
  });
}

/** @param {string} shape */
function compileShape(shape) {
  let pattern = COMPILED.get(shape);
  if (!pattern) {
    const parts = Array.from(shape, (sign) => SIGNS[sign] ?? sign.replace(/[\\^$.|?+()[\]{}/]/, "\\$&"));
    pattern = new RegExp(`^${parts.join("")}$`, "u");
    COMPILED.set(shape, pattern);
  }
  return pattern;
}
