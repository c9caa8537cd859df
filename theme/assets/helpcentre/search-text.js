// @ts-check
// Text to index keys: the twin of plugins/helpcentre/search/analyse.py. tests/cases/search holds both to the same answers.

const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]/g;
const ACCENTS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u0652\u0670\u20d0-\u20ff]/g;
const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i", ħ: "h", ŧ: "t" };
const SPECIAL = /[ßæœøłđðþıħŧ]/g;
const CODE = /[\p{L}\p{M}\p{N}]+(?:[-_/.][\p{L}\p{M}\p{N}]+){1,5}/gu;
const ASCII = /^[\0-\x7f]*$/;
const LONGEST_WORD = 64;

export const WORD = /[\p{L}\p{M}\p{N}]+/gu;

/** Code unit to 1 (letter, mark or digit) or 2 (anything else), 0 for what was not looked at yet. */
const KINDS = new Uint8Array(65536);

/** @param {number} unit */
function kindOf(unit) {
  if (!KINDS[unit]) KINDS[unit] = /[\p{L}\p{M}\p{N}]/u.test(String.fromCharCode(unit)) ? 1 : 2;
  return KINDS[unit];
}

/** Tells the words of a text and their places, as `WORD` finds them: a walk over the units is many times as fast.
 * @param {string} text @param {(word: string, start: number) => void} tell */
export function eachWord(text, tell) {
  if (/[\ud800-\udfff]/.test(text)) {
    for (const match of text.matchAll(WORD)) tell(match[0], match.index);
    return;
  }
  let start = -1;
  for (let at = 0; at <= text.length; at++) {
    const inside = at < text.length && kindOf(text.charCodeAt(at)) === 1;
    if (inside && start < 0) start = at;
    else if (!inside && start >= 0) {
      tell(text.slice(start, at), start);
      start = -1;
    }
  }
}

/** @param {string} text */
export function clean(text) {
  const lower = text.toLowerCase();
  return ASCII.test(lower) ? lower : lower.replace(INVISIBLE, "").normalize("NFC");
}

/** Cuts to `length` code points. @param {string} text @param {number} length */
export function cut(text, length) {
  return text.length <= length ? text : Array.from(text).slice(0, length).join("");
}

/** @param {string} cleaned @returns {string[]} */
export function plainWords(cleaned) {
  return (cleaned.match(WORD) || []).map((word) => cut(word, LONGEST_WORD)).filter(fold);
}

/** Codes without their separators: `pay402` for PAY-402. @param {string} cleaned @returns {string[]} */
export function codes(cleaned) {
  if (!/\p{Nd}/u.test(cleaned)) return [];
  return (cleaned.match(CODE) || [])
    .filter((code) => /\p{Nd}/u.test(code) && /\p{L}/u.test(code))
    .map((code) => cut(code.replace(/[-_/.]/g, ""), LONGEST_WORD));
}

/** @param {string} word lower case */
export function fold(word) {
  if (ASCII.test(word)) return word;
  const bare = word.normalize("NFD").replace(ACCENTS, "");
  return bare.replace(SPECIAL, (letter) => LETTERS[/** @type {"ß"} */ (letter)]).normalize("NFC");
}

/** 16 bits that tell one text from another by its words in their order, accents aside. @param {string} cleaned */
export function fingerprint(cleaned) {
  let value = 0x811c9dc5;
  const text = plainWords(cleaned).map(fold).join(" ");
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    value = Math.imul(value ^ (unit & 255), 0x01000193);
    value = Math.imul(value ^ (unit >> 8), 0x01000193);
  }
  return (value >>> 16) ^ (value & 0xffff);
}

/** Words without stop and question words; never none as long as there are words.
 * @param {string[]} found @param {Set<string>} stop @param {Set<string>} question */
export function contentWords(found, stop, question) {
  const noStop = found.filter((word) => !stop.has(fold(word)));
  const content = noStop.filter((word) => !question.has(fold(word)));
  return content.length ? content : noStop.length ? noStop : found;
}

/** @type {Record<string, string>} */
const GRADES = { b: "p", d: "t", g: "k" };

/** What comes after Snowball, for some of its stemmers: the twin of plugins/helpcentre/search/endings.py.
 * @type {Record<string, (stem: string) => string>} */
export const ENDINGS = {
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
  /** @param {(word: string) => string} stem */
  constructor(stem) {
    this.stem = stem;
    /** @type {Map<string, string[]>} */
    this.known = new Map();
  }

  /** One or two index keys of a word. @param {string} word @returns {string[]} */
  keys(word) {
    let keys = this.known.get(word);
    if (!keys) {
      if (this.known.size > 20000) this.known.clear();
      keys = this.compute(word);
      this.known.set(word, keys);
    }
    return keys;
  }

  /** @param {string} word */
  compute(word) {
    const bare = fold(word);
    if (/\p{Nd}/u.test(bare)) return [bare];
    const first = fold(this.stem(word));
    const second = bare === word ? first : fold(this.stem(bare));
    if (!first || !second) return [bare];
    return first === second ? [first] : [first, second];
  }
}
