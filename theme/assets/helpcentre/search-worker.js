// @ts-check
// The start of the search in a worker, or on a page whose browser has no workers.

import { STEM_RULES } from "./search-analyser.js";
import { createSession } from "./search-session.js";

/** @typedef {import("./search-analyser.js").Stem} Stem */
/** @typedef {{stemWord: Stem}} SnowballStemmer */
/** @typedef {{hcCreateSession?: (reply: (reply: import("./search-session.js").Reply) => void) => ReturnType<typeof createSession>}} Globals */

/** The function that stems a word. @param {string} name of a Snowball algorithm
 * @param {(new () => SnowballStemmer) | null} Stemmer none: words are not stemmed @returns {Stem} */
export function createStem(name, Stemmer) {
  if (!Stemmer) return (word) => word;
  const stemmer = new Stemmer();
  const correct = STEM_RULES[name];
  return correct ? (word) => correct(stemmer.stemWord(word)) : (word) => stemmer.stemWord(word);
}

/** Answers messages if this is a worker, else lends the page a session. @param {string} name
 * @param {(new () => SnowballStemmer) | null} Stemmer */
export function startWorker(name, Stemmer) {
  const stem = createStem(name, Stemmer);
  if (typeof document === "undefined") {
    const handle = createSession((reply) => self.postMessage(reply), stem);
    self.onmessage = (event) => handle(event.data);
  } else {
    /** @type {Globals} */ (globalThis).hcCreateSession = (reply) => createSession(reply, stem);
  }
}
