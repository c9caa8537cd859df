// @ts-check
// Text to words: the twin of plugins/helpcentre/search/tokens.py. tests/cases/search holds both to the same answers.

const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]/g;
const ACCENTS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u0652\u0670\u20d0-\u20ff]/g;
/** @type {Record<string, string>} */
const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i", ħ: "h", ŧ: "t" };
const SPECIAL = /[ßæœøłđðþıħŧ]/g;
const CODE = /[\p{L}\p{M}\p{N}]+(?:[-_/.][\p{L}\p{M}\p{N}]+){1,5}/gu;
const ASCII = /^[\0-\x7f]*$/;
const LONGEST_WORD = 64;

export const WORD = /[\p{L}\p{M}\p{N}]+/gu;

/** Code unit to 1 (letter, mark or digit) or 2 (anything else); 0 if it has not been looked up yet. */
const KINDS = new Uint8Array(65536);

/** @param {number} unit */
function kindOf(unit) {
  if (!KINDS[unit]) KINDS[unit] = /[\p{L}\p{M}\p{N}]/u.test(String.fromCharCode(unit)) ? 1 : 2;
  return KINDS[unit];
}

/** Calls `visit` with every word of a text and its position, as `WORD` finds them: a loop over the code units is many
 * times as fast. @param {string} text @param {(word: string, start: number) => void} visit */
export function eachWord(text, visit) {
  if (/[\ud800-\udfff]/.test(text)) {
    for (const match of text.matchAll(WORD)) visit(match[0], match.index);
    return;
  }
  let start = -1;
  for (let at = 0; at <= text.length; at++) {
    const inside = at < text.length && kindOf(text.charCodeAt(at)) === 1;
    if (inside && start < 0) start = at;
    else if (!inside && start >= 0) {
      visit(text.slice(start, at), start);
      start = -1;
    }
  }
}

/** The text in NFC and lower case, without invisible characters. @param {string} text */
export function normalise(text) {
  const lower = text.toLowerCase();
  return ASCII.test(lower) ? lower : lower.replace(INVISIBLE, "").normalize("NFC");
}

/** Cuts to `length` code points. @param {string} text @param {number} length */
export function cut(text, length) {
  return text.length <= length ? text : Array.from(text).slice(0, length).join("");
}

/** The words of a text from `normalise`, in order. @param {string} normalised @returns {string[]} */
export function splitWords(normalised) {
  return (normalised.match(WORD) || []).map((word) => cut(word, LONGEST_WORD)).filter(fold);
}

/** Codes without their separators: `pay402` for PAY-402. @param {string} normalised @returns {string[]} */
export function joinCodes(normalised) {
  if (!hasDigit(normalised)) return [];
  return (normalised.match(CODE) || [])
    .filter((code) => hasDigit(code) && /\p{L}/u.test(code))
    .map((code) => cut(code.replace(/[-_/.]/g, ""), LONGEST_WORD));
}

/** The word without accents. @param {string} word lower case */
export function fold(word) {
  if (ASCII.test(word)) return word;
  const bare = word.normalize("NFD").replace(ACCENTS, "");
  return bare.replace(SPECIAL, (letter) => LETTERS[letter]).normalize("NFC");
}

/** @param {string} word */
export function hasDigit(word) {
  return /\p{Nd}/u.test(word);
}

/** 16 bits that identify a sequence of words, accents aside. @param {string[]} words */
export function fingerprint(words) {
  let value = 0x811c9dc5;
  const text = words.map(fold).join(" ");
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    value = Math.imul(value ^ (unit & 255), 0x01000193);
    value = Math.imul(value ^ (unit >> 8), 0x01000193);
  }
  return (value >>> 16) ^ (value & 0xffff);
}
