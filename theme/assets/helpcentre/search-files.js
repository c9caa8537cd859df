// @ts-check
// Loads the files of an index.

/** @typedef {(path: string) => Promise<Uint8Array>} Load */

/** The form of the files that these scripts read; it changes with `FORMAT` of binary_format.py. */
export const FORMAT = 7;
const PATIENCE_MS = 12000;

/** Loads paths below `base`, the address of helpcentre/search/; a line that says nothing for too long is an error.
 * @param {string} base @returns {Load} */
export function loadOver(base) {
  return async (path) => {
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
    try {
      const cache = path.endsWith("head.bin") ? "no-cache" : "default";
      const response = await fetch(new URL(path, base).href, { cache, signal: patience.signal });
      if (!response.ok) throw new Error(`${path}: ${response.status}`);
      return new Uint8Array(await response.arrayBuffer());
    } finally {
      clearTimeout(timer);
    }
  };
}
