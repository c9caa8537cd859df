// @ts-check
// Words to index keys: the twin of plugins/helpcentre/search/analyser.py and stem_rules.py.

import { fold, hasDigit, isEmoji, isSpaceless, splitWords } from "./search-tokens.js";

/** @typedef {(word: string) => string} Stem */

const MOST_KNOWN = 20000;

/** Words without stop and question words; if nothing else is left, question words or all words.
 * @param {string[]} words @param {Set<string>} stop @param {Set<string>} question */
export function contentWords(words, stop, question) {
  const noStop = words.filter((word) => !stop.has(fold(word)));
  const content = noStop.filter((word) => !question.has(fold(word)));
  return content.length ? content : noStop.length ? noStop : words;
}

/** A pattern for the question words of scripts without spaces, the longest first; null without any.
 * @param {Iterable<string>} question */
export function compileQuestionWords(question) {
  const words = Array.from(question).filter(isSpaceless);
  words.sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  return words.length ? new RegExp(words.join("|"), "gu") : null;
}

/** A text with spaces for those question words; the text itself if no word is left.
 * @param {string} normalised @param {RegExp | null} pattern */
export function cutQuestionWords(normalised, pattern) {
  const rest = pattern ? normalised.replace(pattern, " ") : normalised;
  return splitWords(rest).length ? rest : normalised;
}

/** @type {Record<string, string>} */
const GRADES = { b: "p", d: "t", g: "k" };

/** Corrections to the stems of some of Snowball's algorithms. @type {Record<string, Stem>} */
export const STEM_RULES = {
  estonian(stem) {
    if (Array.from(stem).length < 5) return stem;
    let shorter = stem.replace(/^(.{3,}?)(?:mise|mine|misi|mis)$/u, "$1");
    if (shorter === stem) shorter = stem.replace(/^(.{4,}?)[td]?us[ei]?$/u, "$1");
    if (shorter === stem) shorter = stem.replace(/^(.{4,}?)(?:ne|se|si)$/u, "$1");
    shorter = shorter.replace(/^(.{3,})[aeiu]$/u, "$1").replace(/[bdg]$/, (letter) => GRADES[letter]);
    return shorter.replace(/^(.{2,}([pktsnlmr]))\2$/u, "$1");
  },
  indonesian(stem) {
    return stem === "ima" ? "erima" : stem.replace(/^(?:mbalik?|embalik)$/, "embali").replace(/^[kt](?=[aeiou].{3})/u, "");
  },
  italian: (stem) => stem.replace(/^(.{4,})izion$/u, "$1"),
};

export class Analyser {
  /** @param {Stem} stem @param {string} [variants] pairs of a character and the one that replaces it */
  constructor(stem, variants = "") {
    this.stem = stem;
    const characters = Array.from(variants);
    /** @type {Map<string, string>} */
    this.variants = new Map(characters.flatMap((each, at) => (at % 2 ? [] : [[each, characters[at + 1]]])));
    /** @type {Map<string, string[]>} */
    this.known = new Map();
  }

  /** The word without accents and, in Chinese, in simplified characters. @param {string} word */
  fold(word) {
    const bare = fold(word);
    return this.variants.size ? Array.from(bare, (each) => this.variants.get(each) ?? each).join("") : bare;
  }

  /** One or two index keys of a word. @param {string} word @returns {string[]} */
  keys(word) {
    let keys = this.known.get(word);
    if (!keys) {
      if (this.known.size > MOST_KNOWN) this.known.clear();
      keys = this.computeKeys(word);
      this.known.set(word, keys);
    }
    return keys;
  }

  /** @param {string} word @returns {string[]} */
  computeKeys(word) {
    const bare = this.fold(word);
    if (hasDigit(bare) || isSpaceless(bare) || isEmoji(bare)) return [bare];
    const first = fold(this.stem(word));
    const second = bare === word ? first : fold(this.stem(bare));
    if (!first || !second) return [bare];
    return first === second ? [first] : [first, second];
  }
}
