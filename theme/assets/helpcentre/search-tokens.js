// @ts-check
// Text to words: the twin of plugins/helpcentre/search/tokens.py. tests/cases/search holds both to the same answers.

const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff\u{1f3fb}-\u{1f3ff}]/gu;
const COMPATIBILITY = /[\ufb00-\ufb06\uff00-\uffef]+/g;
const ACCENTS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u0652\u0670\u20d0-\u20ff]/g;
/** @type {Record<string, string>} */
const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i", ħ: "h", ŧ: "t" };
const SPECIAL = /[ßæœøłđðþıħŧ\u30a1-\u30f6]/g;
const ASCII = /^[\0-\x7f]*$/;
const LONGEST_WORD = 64;
const SHORTEST_SPACED_NUMBER = 7;

const EMOJI =
  "[\\u21a9\\u21aa\\u231a\\u231b\\u23e9-\\u23f3\\u25b6\\u2600-\\u26ff\\u2702-\\u270f\\u2716\\u274c\\u274e\\u2753-\\u2757" +
  "\\u2763\\u2764\\u{1f300}-\\u{1faff}]";
const SPACELESS =
  "\\u0e00-\\u0eff\\u1780-\\u17ff\\u3005-\\u3007\\u3040-\\u30ff\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff" +
  "\\uff66-\\uff9f\\u{20000}-\\u{323af}";
const ALNUM = "\\p{L}\\p{N}";
const IS_EMOJI = new RegExp(`^${EMOJI}`, "u");
const IS_SPACELESS = new RegExp(`^[${SPACELESS}]`, "u");
const SPACELESS_RUN = new RegExp(`[${SPACELESS}]+|[^${SPACELESS}]+`, "gu");
const MAY_SPLIT = new RegExp(`[${SPACELESS}]|${EMOJI}`, "u");
/** A character with its marks; half-width sound marks are letters until they are normalised. */
const CHARACTER = /.[\p{M}\uff9e\uff9f]*/gsu;
const CODE = new RegExp(
  `(?<![${ALNUM}_])\\p{L}{1,3}&\\p{L}{1,3}(?![${ALNUM}_])|[${ALNUM}\\p{M}]+(?:[-_/.][${ALNUM}\\p{M}]+){1,5}`,
  "gu",
);
const NUMBER = new RegExp(
  `(?<![${ALNUM}_])(?:\\p{Nd}{2,}(?:[-/]\\p{Nd}{2,})+|\\p{Nd}{2,5}(?:[ .]\\p{Nd}{2,6})+)(?![${ALNUM}_])`,
  "gu",
);
const MAY_HOLD_CODE = /[-&\p{Nd}]/u;
const JOINED_LETTERS = /^[^-_/.&]+[-&][^-_/.&]+$/;
const SEPARATORS = /[-_/.& ]/g;

export const WORD = new RegExp(`${EMOJI}|[${ALNUM}\\p{M}]+`, "gu");

/** Code unit to 1 (letter, mark or digit) or 2 (anything else); 0 if it has not been looked up yet. */
const KINDS = new Uint8Array(65536);

/** @param {number} unit */
function kindOf(unit) {
  if (!KINDS[unit]) KINDS[unit] = /[\p{L}\p{M}\p{N}]/u.test(String.fromCharCode(unit)) ? 1 : 2;
  return KINDS[unit];
}

/** Calls `visit` with every word of a text as it is written, and with its position.
 * @param {string} text @param {(word: string, start: number) => void} visit */
export function eachWord(text, visit) {
  if (MAY_SPLIT.test(text) || /[\ud800-\udfff]/.test(text)) {
    for (const match of text.matchAll(WORD)) splitRun(match[0]).forEach(([word, at]) => visit(word, match.index + at));
    return;
  }
  let start = -1; // the same as the pattern, many times as fast
  for (let at = 0; at <= text.length; at++) {
    const inside = at < text.length && kindOf(text.charCodeAt(at)) === 1;
    if (inside && start < 0) start = at;
    else if (!inside && start >= 0) {
      visit(text.slice(start, at), start);
      start = -1;
    }
  }
}

/** A run of letters, marks and digits as words with their positions: cut at spaceless scripts, which become pairs.
 * @param {string} run @returns {[word: string, at: number][]} */
function splitRun(run) {
  /** @type {[string, number][]} */
  const words = [];
  for (const { 0: part, index: start } of run.matchAll(SPACELESS_RUN)) {
    if (!isSpaceless(part)) {
      words.push([part, start]);
      continue;
    }
    let at = start;
    const characters = part.match(CHARACTER) || [];
    if (characters.length === 1) words.push([part, start]);
    for (let next = 1; next < characters.length; next++) {
      words.push([characters[next - 1] + characters[next], at]);
      at += characters[next - 1].length;
    }
  }
  return words;
}

/** The text in NFC and lower case, without invisible characters; full-width letters become plain ones.
 * @param {string} text */
export function normalise(text) {
  if (ASCII.test(text)) return text.toLowerCase();
  const plain = text.replace(COMPATIBILITY, (run) => run.normalize("NFKC"));
  return plain.replace(INVISIBLE, "").toLowerCase().normalize("NFC");
}

/** Cuts to `length` code points. @param {string} text @param {number} length */
export function cut(text, length) {
  return text.length <= length ? text : Array.from(text).slice(0, length).join("");
}

/** The words of a text from `normalise`, in order. @param {string} normalised @returns {string[]} */
export function splitWords(normalised) {
  const runs = normalised.match(WORD) || [];
  const words = MAY_SPLIT.test(normalised) ? runs.flatMap((run) => splitRun(run).map(([word]) => word)) : runs;
  return words.map((word) => cut(word, LONGEST_WORD)).filter(fold);
}

/** The codes of a text from `normalise` without their separators: `pay402`, `1607`, `dcmin`, `att`.
 * @param {string} normalised @returns {string[]} */
export function joinCodes(normalised) {
  return findCodes(normalised).map(({ code }) => cut(code.replace(SEPARATORS, ""), LONGEST_WORD));
}

/** Whether the last characters of a text from `normalise` are a code. @param {string} normalised */
export function endsWithCode(normalised) {
  return findCodes(normalised).some(({ end }) => end === normalised.length);
}

/** The codes as they are written, each with the position of its end. @param {string} normalised */
function findCodes(normalised) {
  /** @type {{code: string, end: number}[]} */
  const found = [];
  if (!MAY_HOLD_CODE.test(normalised)) return found;
  for (const { 0: code, index } of normalised.matchAll(CODE)) {
    const isCode = /\p{L}/u.test(code) && (hasDigit(code) || JOINED_LETTERS.test(code));
    if (isCode) found.push({ code, end: index + code.length });
  }
  for (const { 0: code, index } of normalised.matchAll(NUMBER)) {
    const isLong = code.replace(SEPARATORS, "").length >= SHORTEST_SPACED_NUMBER;
    if (isLong || !/[ .]/.test(code)) found.push({ code, end: index + code.length });
  }
  return found;
}

/** The word without accents, katakana as hiragana. @param {string} word lower case */
export function fold(word) {
  if (ASCII.test(word)) return word;
  const bare = word.normalize("NFD").replace(ACCENTS, "");
  return bare.replace(SPECIAL, (letter) => LETTERS[letter] ?? String.fromCharCode(letter.charCodeAt(0) - 0x60)).normalize("NFC");
}

/** @param {string} word */
export function hasDigit(word) {
  return /\p{Nd}/u.test(word);
}

/** Whether a word is written in a script without spaces between words. @param {string} word */
export function isSpaceless(word) {
  return IS_SPACELESS.test(word);
}

/** @param {string} word from `splitWords` */
export function isEmoji(word) {
  return IS_EMOJI.test(word);
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
