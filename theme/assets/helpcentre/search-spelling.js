// @ts-check
// What a word that matches nothing may mean: the twin of plugins/helpcentre/search/spelling.py.

/** @typedef {{folded: string, spelt: string, common: number}} Form */
/** @typedef {{errors: number, rest: number, form: Form}} Correction */

export const SHORTEST = 4;
const TWO_ERRORS = 8;
const RELATED = 4;
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

/** The ways to read `word` as two, the first of which is in `pool`. @param {string} word @param {Form[]} pool */
export function splitInTwo(word, pool) {
  const known = new Set(pool.map((form) => form.folded));
  const found = [];
  for (let at = word.length - 3; at > 2; at--) {
    if (known.has(word.slice(0, at))) found.push([word.slice(0, at), word.slice(at)]);
  }
  return found;
}

/** The most common word first. @param {Form} a @param {Form} b */
export function compareForms(a, b) {
  return b.common - a.common || (a.folded < b.folded ? -1 : a.folded > b.folded ? 1 : 0);
}
