import assert from "node:assert/strict";
import test from "node:test";

import { dictionary, keysOf, load, RANKING, wordOf } from "./dictionary.mjs";

const { findAnywhere, findGuesses, findMeant } = await load("search-rescue.js");
const { segment } = await load("search-segmentation.js");
const { SISTER_KEY } = await load("search-packed-index.js");

const WORDS = { payment: 9, parcel: 7, password: 5, refund: 8, return: 6 };

const meant = (index, text, reading = {}) => {
  const word = wordOf(text);
  return { word, found: findMeant(index, word, { openEnd: false, known: false, ...reading }) };
};

test("a misspelt word is corrected, and its spelling noted as people write it", () => {
  const { word, found } = meant(dictionary(WORDS), "paymnet");
  assert.deepEqual(found, [{ keys: ["payment"], weight: RANKING.oneErrorWeight, exact: false }]);
  assert.equal(word.corrected, "PAYMENT");
});

test("two errors weigh less than one", () => {
  const { found } = meant(dictionary({ subscription: 3 }), "subscribtoon");
  assert.equal(found[0].weight, RANKING.twoErrorsWeight);
});

test("a word of three letters is not corrected", () => {
  assert.deepEqual(keysOf(meant(dictionary({ play: 1, pal: 1 }), "plya").found), ["play"]);
  assert.deepEqual(meant(dictionary({ play: 1, pal: 1 }), "pla").found, []);
});

test("a superfluous or swapped first letter is looked for under the second", () => {
  assert.deepEqual(keysOf(meant(dictionary(WORDS), "xrefund").found), ["refund"]);
  assert.equal(meant(dictionary(WORDS), "erfund").word.corrected, "REFUND");
});

test("the beginning or the continuation of a word is not shown as a correction", () => {
  const { word, found } = meant(dictionary({ deliver: 3 }), "delivere");
  assert.deepEqual(keysOf(found), ["deliver"]);
  assert.equal(word.corrected, "");
});

test("a word of a group of synonyms is not an error, but may have relatives", () => {
  const { word, found } = meant(dictionary(WORDS), "paymnet", { known: true });
  assert.equal(word.corrected, "");
  assert.ok(found.every((each) => each.weight !== RANKING.oneErrorWeight));
});

test("relatives weigh as much as they share, the most common first", () => {
  const { found } = meant(dictionary({ delivering: 3, deliveries: 5, delay: 9 }), "deliverable");
  assert.deepEqual(keysOf(found), ["deliveries", "delivering"]);
  assert.equal(found[0].weight, (RANKING.relativeWeight * 7) / 11);
});

test("a relative that is a correction already is not listed twice", () => {
  assert.deepEqual(keysOf(meant(dictionary({ payment: 3 }), "paymnet").found), ["payment"]);
});

test("particles written together with a word come off before it is taken for an error", () => {
  const index = dictionary({ restituire: 4, restituito: 9 }, { stemmer: "italian" });
  const { word, found } = meant(index, "restituirlo");
  assert.deepEqual(found, [{ keys: ["restituire"], weight: RANKING.cliticWeight, exact: false }]);
  assert.equal(word.corrected, "");
});

test("a word of another language of the site is found there", () => {
  const index = dictionary(WORDS, { extraKeys: [`${SISTER_KEY}rimborso`] });
  assert.deepEqual(meant(index, "rimborso").found, [
    { keys: [`${SISTER_KEY}rimborso`], weight: RANKING.sisterWeight, exact: false },
  ]);
  assert.deepEqual(meant(index, "rimborso", { known: true }).found, []);
});

test("writing without spaces is neither corrected nor guessed", () => {
  const index = dictionary({ 退货政策: 3, 退货政策在: 1 });
  assert.deepEqual(meant(index, "退货正策").found, []);
  assert.deepEqual(findAnywhere(index, wordOf("退货正策在")), []);
  assert.deepEqual(findGuesses(index, wordOf("退货政策")), []);
});

test("nothing is concluded before the files it needs are loaded", () => {
  const index = dictionary(WORDS);
  const forms = index.forms;
  index.forms = (prefix) => ((index.misses += 1), forms(prefix).slice(0, 1));
  const { word, found } = meant(index, "paymnet");
  assert.deepEqual(found, []);
  assert.equal(word.corrected, "");
});

test("of the dictionary only the words of its first letter are loaded, and those of the second if none is near", () => {
  const asked = (text, more = {}) => {
    const index = dictionary(WORDS, more);
    meant(index, text);
    return index.asked;
  };
  assert.deepEqual(asked("paymnet"), ["p"]);
  assert.deepEqual(asked("xrefund"), ["x", "r"]);
  assert.deepEqual(asked("rrxxxxx"), ["r"]);
  assert.deepEqual(asked("pay"), []);
  assert.deepEqual(asked("rimborso", { extraKeys: [`${SISTER_KEY}rimborso`] }), []);
});

test("a word that sounds alike is a meaning only if the sound is the same", () => {
  assert.deepEqual(keysOf(meant(dictionary({ cqunsel: 1 }), "kunsel").found), []);
  assert.deepEqual(keysOf(meant(dictionary({ phonecall: 1 }), "fonekall").found), []);
  assert.deepEqual(keysOf(meant(dictionary({ "kkanzell": 1 }), "kansel").found), ["kkanzell"]);
});

test("in the whole dictionary the sound may be one letter off, and one word with three errors is suggested", () => {
  assert.deepEqual(keysOf(findAnywhere(dictionary({ kkanzellt: 1 }), wordOf("kansel"))), ["kkanzellt"]);
  assert.deepEqual(keysOf(findAnywhere(dictionary({ kkanzellto: 1 }), wordOf("kansel"))), []);
  const index = dictionary({ repayment: 1, xepayment: 9 });
  const word = wordOf("rxpxymxnt");
  findAnywhere(index, word);
  assert.equal(word.near, "REPAYMENT");
  assert.deepEqual(index.asked, ["", "r"]);
  const far = wordOf("rxpxymxnx");
  findAnywhere(index, far);
  assert.equal(far.near, "");
  const begun = wordOf("rxpxymxnt");
  findAnywhere(dictionary({ repaymentservices: 1 }), begun);
  assert.equal(begun.near, "");
});

test("a code without its separator is its letters and digits, or its letters alone", () => {
  assert.deepEqual(meant(dictionary({ gc: 1, 404: 1 }), "gc404").found, [
    { keys: ["gc", "404"], weight: RANKING.oneErrorWeight, exact: false },
  ]);
  assert.deepEqual(meant(dictionary({ bl: 1, 404: 1 }), "bl771234").found, [
    { keys: ["bl"], weight: RANKING.twoErrorsWeight, exact: false },
  ]);
});

test("digits alone, one letter and unknown letters say nothing", () => {
  for (const code of ["771234", "b771234", "xy771234"]) {
    assert.deepEqual(meant(dictionary({ bl: 1, b: 1 }), code).found, [], code);
  }
});

test("an odd first letter is found in the whole dictionary", () => {
  const word = wordOf("vefund");
  assert.deepEqual(keysOf(findAnywhere(dictionary(WORDS), word)), ["refund"]);
  assert.equal(word.corrected, "REFUND");
});

test("short words and codes are not looked for in the whole dictionary", () => {
  assert.deepEqual(findAnywhere(dictionary({ fond: 3 }), wordOf("fund")), []);
  assert.deepEqual(findAnywhere(dictionary({ 40401: 2 }), wordOf("40400")), []);
});

test("a word that sounds alike is found if nothing is near", () => {
  assert.deepEqual(keysOf(findAnywhere(dictionary({ cancel: 4 }), wordOf("kansell"))), ["cancel"]);
});

test("the end of a compound finds the compounds if nothing is near", () => {
  const words = { versandetikett: 4, etikettendrucker: 2 };
  const found = findAnywhere(dictionary(words, { hasCompounds: true }), wordOf("etikett"));
  assert.deepEqual(found, [{ keys: ["versandetikett"], weight: RANKING.compoundWeight, exact: false }]);
  assert.deepEqual(findAnywhere(dictionary(words), wordOf("etikett")), []);
});

test("three errors need nine letters to be suggested, and are never searched", () => {
  const index = dictionary({ payments: 1, repayment: 1 });
  for (const [text, suggested] of [["pxymxnxs", ""], ["rxpxymxnt", "REPAYMENT"]]) {
    const word = wordOf(text);
    assert.deepEqual(findAnywhere(index, word), []);
    assert.equal(word.near, suggested, text);
  }
});

test("words of a common root are a guess", () => {
  const found = findGuesses(dictionary({ shipping: 2, reshipping: 9, shopping: 5 }), wordOf("shipping"));
  assert.deepEqual(keysOf(found), ["reshipping", "shipping"]);
  assert.ok(found.every((each) => each.weight === RANKING.guessWeight));
  assert.deepEqual(findGuesses(dictionary({ ab404cd: 1 }), wordOf("ab404")), []);
});

// --- words run together

const ORDER = { where: 5, order: 9, orders: 3, mine: 2 };
const apart = (text, more = {}) =>
  segment(dictionary({ ...ORDER, ...more }, { stop: new Set(["is", "my"]), question: new Set(["where"]) }), text);

test("words run together are read apart, function words of two letters among them", () => {
  assert.deepEqual(apart("whereismyorder"), ["where", "is", "my", "order"]);
});

test("the fewest words win, then the one with the longest first word", () => {
  assert.deepEqual(apart("myorders", { ord: 1, ers: 1 }), ["my", "orders"]);
  assert.deepEqual(apart("abcdefghi", { abcd: 1, efghi: 1, abcde: 1, fghi: 1 }), ["abcde", "fghi"]);
});

test("one word alone, function words alone and short pieces are not words run together", () => {
  assert.deepEqual(apart("ordersx"), []);
  assert.deepEqual(apart("orders"), []);
  assert.deepEqual(apart("whereis"), []);
  assert.deepEqual(apart("isisord", { ord: 1 }), []);
  assert.deepEqual(apart("whereab", { ab: 1 }), []);
});

test("words run together have seven to forty letters, and neither digits nor a writing without spaces", () => {
  const long = "order".repeat(8);
  assert.equal(apart(long).length, 8);
  assert.deepEqual(apart(`${long}is`), []);
  assert.deepEqual(apart("myorder"), ["my", "order"]);
  assert.deepEqual(apart("myord1s", { ord1s: 1 }), []);
});
