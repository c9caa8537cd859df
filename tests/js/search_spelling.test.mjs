import assert from "node:assert/strict";
import test from "node:test";

import { load } from "./dictionary.mjs";

const { compareForms, distance, findCorrections, findRelatives, findSoundAlikes, shareRoot, spellBySound } =
  await load("search-spelling.js");

const pool = (common) => Object.entries(common).map(([folded, often]) => ({ folded, spelt: folded, common: often }));
const names = (found) => found.map((each) => each.form.folded);

/** Optimal string alignment over the whole table, as the textbooks have it. */
function plainDistance(word, other) {
  const rows = Array.from({ length: word.length + 1 }, (_, i) => Array.from({ length: other.length + 1 }, (_j, j) => i || j));
  for (let i = 1; i <= word.length; i++) {
    rows[i][0] = i;
    for (let j = 1; j <= other.length; j++) {
      rows[0][j] = j;
      const swap = i > 1 && j > 1 && word[i - 1] === other[j - 2] && word[i - 2] === other[j - 1];
      rows[i][j] = Math.min(
        rows[i - 1][j] + 1,
        rows[i][j - 1] + 1,
        rows[i - 1][j - 1] + Number(word[i - 1] !== other[j - 1]),
        swap ? rows[i - 2][j - 2] + 1 : Infinity,
      );
    }
  }
  return { whole: rows[word.length][other.length], beginning: Math.min(...rows[word.length]) };
}

/** Words of three letters, the same in every run. */
function* words() {
  let state = 7;
  for (let count = 0; count < 400; count++) {
    let word = "";
    for (let length = 1 + (count % 7); length; length--) {
      state = (state * 1103515245 + 12345) % 2 ** 31;
      word += "abc"[Math.floor(state / 65536) % 3];
    }
    yield word;
  }
}

test("within its limit the distance is that of the whole table, beyond it one more than the limit", () => {
  const all = [...words()];
  for (let at = 0; at + 1 < all.length; at++) {
    const [word, other] = [all[at], all[(at * 7 + 3) % all.length]];
    const expected = plainDistance(word, other);
    for (const limit of [0, 1, 2, 3]) {
      assert.equal(distance(word, other, limit, false), Math.min(expected.whole, limit + 1), `${word} ${other} ${limit}`);
      assert.equal(distance(word, other, limit, true), Math.min(expected.beginning, limit + 1), `${word} ${other}… ${limit}`);
    }
  }
});

test("only the words with the fewest errors are corrections, the most common first", () => {
  const near = pool({ payment: 3, payments: 9, raiment: 5, pavement: 7 });
  assert.deepEqual(names(findCorrections("paymant", near, false, 5)), ["payment"]);
  assert.deepEqual(names(findCorrections("carts", pool({ cards: 1, carta: 9, carps: 4 }), false, 5)), ["carta", "carps", "cards"]);
  assert.deepEqual(names(findCorrections("carts", pool({ cards: 1, carta: 9, carps: 4 }), false, 2)), ["carta", "carps"]);
});

test("words of eight letters may have two errors, shorter ones one", () => {
  assert.deepEqual(names(findCorrections("pxymxnts", pool({ payments: 1 }), false, 5)), ["payments"]);
  assert.deepEqual(names(findCorrections("pxymxnt", pool({ payment: 1 }), false, 5)), []);
});

test("in a word of four letters none may be replaced, but one may be missing, added or in another place", () => {
  assert.deepEqual(names(findCorrections("card", pool({ cart: 9, care: 9 }), false, 5)), []);
  assert.deepEqual(names(findCorrections("cadr", pool({ card: 1 }), false, 5)), ["card"]);
  assert.deepEqual(names(findCorrections("card", pool({ cards: 1, car: 2 }), false, 5)), ["car", "cards"]);
  assert.deepEqual(names(findCorrections("car", pool({ cars: 1 }), false, 5)), []);
});

test("the same letters in another order are one error if the first letter is the same", () => {
  const [found] = findCorrections("retrun", pool({ return: 1 }), false, 5);
  assert.equal(found.errors, 1);
  assert.deepEqual(names(findCorrections("perlac", pool({ parcel: 1 }), false, 5)), ["parcel"]);
  assert.deepEqual(names(findCorrections("lecrap", pool({ parcel: 1 }), false, 5)), []);
});

test("the word itself is not an error", () => {
  assert.deepEqual(findCorrections("card", pool({ card: 1 }), false, 5).map((each) => each.errors), [0]);
});

test("whole words come before words of which only the beginning is meant", () => {
  const found = findCorrections("refnd", pool({ refundable: 9, refund: 1 }), true, 5);
  assert.deepEqual(names(found), ["refund", "refundable"]);
  assert.deepEqual(names(findCorrections("refnd", pool({ refundable: 9, refund: 1 }), false, 5)), ["refund"]);
});

test("relatives share the longest beginning, at least four letters and the share asked for", () => {
  const family = pool({ delivery: 3, deliver: 9, delay: 5, delicate: 7 });
  assert.deepEqual(findRelatives("deliverable", family, 0.5, 5), {
    shared: 7,
    forms: [family[1], family[0]],
  });
  assert.deepEqual(findRelatives("deliverable", family, 0.9, 5).forms, []);
  assert.deepEqual(findRelatives("delxx", pool({ delay: 1 }), 0.5, 5), { shared: 4, forms: [] });
  assert.equal(findRelatives("deliverable", family, 0.5, 1).forms.length, 1);
});

test("a word is spelt as somebody who only heard it might", () => {
  for (const [word, sound] of [
    ["phone", "fone"], ["cancel", "kansel"], ["address", "adres"], ["check", "kek"], ["zone", "sone"], ["water", "vater"],
    ["yes", "ies"], ["khaki", "kaki"], ["cycle", "sikle"],
  ]) {
    assert.equal(spellBySound(word), sound, word);
  }
});

test("words that sound alike are one error, with one letter more two, and begin alike", () => {
  assert.deepEqual(findSoundAlikes("kansel", pool({ cancel: 1 }), 5, 0).map((each) => each.errors), [1]);
  assert.deepEqual(findSoundAlikes("kanselt", pool({ cancel: 1 }), 5, 1).map((each) => each.errors), [2]);
  assert.deepEqual(findSoundAlikes("kanselt", pool({ cancel: 1 }), 5, 0), []);
  assert.deepEqual(findSoundAlikes("mansel", pool({ cancel: 1 }), 5, 2), []);
  assert.deepEqual(findSoundAlikes("kan", pool({ can: 1 }), 5, 0), []);
});

test("of words that sound alike the nearest are taken, the most common first", () => {
  const found = findSoundAlikes("kansel", pool({ cansell: 2, cancel: 5, canzels: 9 }), 5, 1);
  assert.deepEqual(names(found), ["cancel", "cansell"]);
  assert.deepEqual(names(findSoundAlikes("kansel", pool({ cansell: 2, cancel: 5 }), 1, 1)), ["cancel"]);
});

test("words that sound alike differ by three letters at most", () => {
  assert.deepEqual(names(findSoundAlikes("ackackackd", pool({ akakakd: 1 }), 5, 0)), ["akakakd"]);
  assert.deepEqual(names(findSoundAlikes("ackackackackd", pool({ akakakakd: 1 }), 5, 0)), []);
});

test("words share a root if they begin alike or one is inside the other, from five letters on", () => {
  assert.equal(shareRoot("shipping", "shippers"), true);
  assert.equal(shareRoot("shipping", "shipment"), false);
  assert.equal(shareRoot("shipping", "reshipping"), true);
  assert.equal(shareRoot("reshipping", "shipping"), true);
  assert.equal(shareRoot("ship", "ships"), false);
  assert.equal(shareRoot("cards", "cards"), true);
  assert.equal(shareRoot("abcdefghijkl", "abcdefxxxxxx"), true);
  assert.equal(shareRoot("abcdefghijklm", "abcdefxxxxxxx"), false);
});

test("forms are in order of how common they are, then of the alphabet", () => {
  const forms = pool({ b: 1, c: 2, a: 1 }).sort(compareForms);
  assert.deepEqual(forms.map((form) => form.folded), ["c", "a", "b"]);
  assert.equal(compareForms(forms[0], forms[0]), 0);
});
