// @ts-check
// Finds the possible meanings of a word that matches nothing: the twin of plugins/helpcentre/search/spelling.py.

/** @typedef {{folded: string, spelt: string, common: number}} Form */
/** @typedef {{errors: number, rest: number, form: Form}} Correction */

export const SHORTEST = 4;
export const THREE_ERRORS = 9;
const TWO_ERRORS = 8;
const RELATED = 4;
const SHORTEST_ROOT = 5;
const SHORTEST_SOUND = 4;
const MOST_SILENT = 3;
const LIKE_LETTERS = ["ckqsz", "fp", "vw", "ijy"];
/** @type {[RegExp, string][]} */
const SOUNDS = [
  [/ph/g, "f"],
  [/[ck]h(?=[aeiouy])/g, "k"],
  [/c(?=[eiy])/g, "s"],
  [/ck|[cq]u?(?![eiy])/g, "k"],
  [/z/g, "s"],
  [/w/g, "v"],
  [/[yj]/g, "i"],
  [/(.)\1/gu, "$1"],
];
const ROWS = [0, 1, 2].map(() => new Uint8Array(256));

/** Optimal string alignment distance, at most `limit + 1`; with `open`, to the nearest beginning of `other`.
 * @param {string} word @param {string} other @param {number} limit @param {boolean} open */
export function distance(word, other, limit, open) {
  const rows = word.length;
  if (rows - other.length > limit || (!open && other.length - rows > limit)) return limit + 1;
  const columns = Math.min(other.length, rows + limit);
  const far = limit + 1;
  let [older, before, row] = ROWS;
  for (let j = 0; j <= columns; j++) row[j] = j < far ? j : far;
  for (let i = 1; i <= rows; i++) {
    [older, before, row] = [before, row, older];
    const first = Math.max(1, i - limit);
    const last = Math.min(columns, i + limit);
    row[first - 1] = i <= limit && first === 1 ? i : far; // beyond the band everything is further away than `limit`
    let least = row[first - 1];
    for (let j = first; j <= last; j++) {
      let cost = before[j - 1] + (word[i - 1] === other[j - 1] ? 0 : 1);
      if (before[j] + 1 < cost) cost = before[j] + 1;
      if (row[j - 1] + 1 < cost) cost = row[j - 1] + 1;
      if (i > 1 && j > 1 && word[i - 1] === other[j - 2] && word[i - 2] === other[j - 1] && older[j - 2] + 1 < cost) {
        cost = older[j - 2] + 1;
      }
      row[j] = cost < far ? cost : far;
      if (cost < least) least = cost;
    }
    if (last < columns) row[last + 1] = far;
    if (least > limit) return far;
  }
  if (!open) return row[columns];
  let nearest = far;
  for (let j = Math.max(0, rows - limit); j <= columns; j++) if (row[j] < nearest) nearest = row[j];
  return nearest;
}

/** The words nearest to `word`: the fewest errors only, whole words before beginnings, most common first.
 * @param {string} word @param {Form[]} pool @param {boolean} open @param {number} most @param {number} [limit]
 * @returns {Correction[]} */
export function findCorrections(word, pool, open, most, limit = word.length >= TWO_ERRORS ? 2 : 1) {
  if (word.length < SHORTEST) return [];
  const letters = sortLetters(word);
  const sum = sumLetters(word);
  /** @type {Correction[]} */
  const found = [];
  for (const form of pool) {
    const other = form.folded;
    const same = other.length === word.length;
    let errors = 0;
    let rest = 0;
    if (same && (word.length === SHORTEST || other[0] === word[0]) && sumLetters(other) === sum && sortLetters(other) === letters) {
      errors = other === word ? 0 : Math.min(1, limit);
    } else if (same && word.length === SHORTEST) continue;
    else {
      errors = distance(word, other, limit, open);
      rest = open && Math.abs(other.length - word.length) > limit ? 1 : 0;
    }
    if (errors <= limit) {
      limit = errors;
      found.push({ errors, rest, form });
    }
  }
  return found
    .filter((item) => item.errors === limit)
    .sort((a, b) => a.rest - b.rest || compareForms(a.form, b.form))
    .slice(0, most);
}

/** Equal for words of the same letters. @param {string} word */
function sumLetters(word) {
  let sum = 0;
  for (let at = 0; at < word.length; at++) sum += word.charCodeAt(at);
  return sum;
}

/** @param {string} word */
function sortLetters(word) {
  return Array.from(word).sort().join("");
}

/** The words that share the longest beginning with `word`.
 * @param {string} word @param {Form[]} pool @param {number} share @param {number} most */
export function findRelatives(word, pool, share, most) {
  let shared = Math.max(RELATED, Math.ceil(word.length * share));
  /** @type {Form[]} */
  let found = [];
  for (const form of pool) {
    let same = 0;
    while (same < word.length && same < form.folded.length && word[same] === form.folded[same]) same++;
    if (same > shared) found = [];
    if (same >= shared) {
      shared = same;
      found.push(form);
    }
  }
  return { shared, forms: found.sort(compareForms).slice(0, most) };
}

/** The words that sound like `word`, at most `limit` letters apart: one error if the sound is the same, else two.
 * @param {string} word @param {Form[]} pool @param {number} most @param {number} limit @returns {Correction[]} */
export function findSoundAlikes(word, pool, most, limit) {
  const sound = spellBySound(word);
  if (sound.length < SHORTEST_SOUND) return [];
  const starts = LIKE_LETTERS.find((letters) => letters.includes(word[0])) ?? word[0];
  let least = limit;
  /** @type {Correction[]} */
  const found = [];
  for (const form of pool) {
    if (!starts.includes(form.folded[0]) || Math.abs(form.folded.length - word.length) > MOST_SILENT) continue;
    const errors = distance(sound, spellBySound(form.folded), least, false);
    if (errors > least) continue;
    least = errors;
    found.push({ errors: errors + 1, rest: 0, form });
  }
  const nearest = found.filter((each) => each.errors === least + 1);
  return nearest.sort((a, b) => compareForms(a.form, b.form)).slice(0, most);
}

/** The word as people might spell it who only heard it: `kansel` for cancel. @param {string} word */
export function spellBySound(word) {
  return SOUNDS.reduce((spelt, [pattern, sound]) => spelt.replace(pattern, sound), word);
}

/** Whether two words share a root: a beginning of half the word, or one is inside the other.
 * @param {string} word @param {string} other */
export function shareRoot(word, other) {
  if (Math.min(word.length, other.length) < SHORTEST_ROOT) return false;
  const shared = Math.max(SHORTEST_ROOT, Math.ceil(word.length / 2));
  return word.slice(0, shared) === other.slice(0, shared) || other.includes(word) || word.includes(other);
}

/** The most common word first. @param {Form} a @param {Form} b */
export function compareForms(a, b) {
  return b.common - a.common || (a.folded < b.folded ? -1 : a.folded > b.folded ? 1 : 0);
}
