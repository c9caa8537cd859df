import assert from "node:assert/strict";
import test from "node:test";

import { dictionary, keysOf, load, RANKING } from "./dictionary.mjs";

const { findExact, findPrefixed, findVariants, firstKeys } = await load("search-expansion.js");

const SHIPPING = { ship: 4, shipped: 9, shipping: 12, shipment: 12, shop: 20, refund: 7 };
const ENDINGS = { tellimus: 9, tellimuse: 5, tellimuste: 1, tellimustega: 3, tellimusteenindajad: 8, tellija: 2, telk: 1 };

test("a word of the index is itself with full weight", () => {
  assert.deepEqual(findExact(dictionary(SHIPPING), "refund"), [{ keys: ["refund"], weight: 1, exact: true }]);
  assert.deepEqual(findExact(dictionary(SHIPPING), "refunds"), []);
});

test("an unfinished word becomes the commonest words first, equally common ones by the alphabet", () => {
  const found = findPrefixed(dictionary(SHIPPING), "shi", []);
  assert.deepEqual(keysOf(found), ["shipment", "shipping", "shipped", "ship"]);
  assert.deepEqual(new Set(found.map((each) => each.weight)), new Set([RANKING.prefixWeight]));
});

test("an unfinished word that is a word already weighs its continuations less", () => {
  const index = dictionary(SHIPPING);
  const found = findPrefixed(index, "ship", findExact(index, "ship"));
  assert.deepEqual(keysOf(found), ["shipment", "shipping", "shipped"]);
  assert.ok(found.every((each) => each.weight === RANKING.prefixWeightBesideExact && !each.exact));
});

test("one letter becomes no word unless its writing has no spaces", () => {
  const index = dictionary({ ...SHIPPING, 送料: 3 });
  assert.deepEqual(keysOf(findPrefixed(index, "s", [])), []);
  assert.equal(findPrefixed(index, "sh", []).length, 5);
  assert.deepEqual(keysOf(findPrefixed(index, "送", [])), ["送料"]);
});

test("an unfinished word becomes ten words at most", () => {
  const many = Object.fromEntries(Array.from("cdefghijklmn", (letter, at) => [`ab${letter}`, at]));
  const found = findPrefixed(dictionary(many), "ab", []);
  assert.equal(found.length, RANKING.mostPrefixes);
  assert.equal(found[0].keys[0], "abn");
});

test("forms of one word are one key and do not use up the places", () => {
  const index = dictionary({ card: 1, cards: 5, carton: 3 }, { plural: true });
  assert.deepEqual(keysOf(firstKeys(index, index.forms("car"), [], 2, 0.5)), ["card", "carton"]);
  assert.deepEqual(keysOf(firstKeys(index, index.forms("car"), [{ keys: ["card"] }], 2, 0.5)), ["carton"]);
  assert.deepEqual(firstKeys(index, index.forms("car"), [], 0, 0.5), []);
});

test("only the last word may be unfinished", () => {
  assert.deepEqual(keysOf(findVariants(dictionary(SHIPPING), "ship", false)), ["ship"]);
  assert.deepEqual(keysOf(findVariants(dictionary(SHIPPING), "ship", true)), ["ship", "shipment", "shipping", "shipped"]);
});

test("a word that ends compounds finds them where the language has them", () => {
  const words = { etikett: 2, versandetikett: 1 };
  const found = findVariants(dictionary(words, { hasCompounds: true, extraKeys: ["etikett-"] }), "etikett", false);
  assert.deepEqual(found, [
    { keys: ["etikett"], weight: 1, exact: true },
    { keys: ["etikett-"], weight: RANKING.compoundWeight, exact: false },
  ]);
  assert.deepEqual(keysOf(findVariants(dictionary(words, { extraKeys: ["etikett-"] }), "etikett", false)), ["etikett"]);
});

test("a part of a compound has three letters at least", () => {
  const index = dictionary({ uh: 1, uhr: 1 }, { hasCompounds: true, extraKeys: ["uh-", "uhr-"] });
  assert.deepEqual(keysOf(findVariants(index, "uh", false)), ["uh"]);
  assert.deepEqual(keysOf(findVariants(index, "uhr", false)), ["uhr", "uhr-"]);
});

test("words that share most of their letters are found too, but no much longer ones", () => {
  const found = findVariants(dictionary(ENDINGS, { expansionWeight: 0.55 }), "tellimuste", false);
  assert.deepEqual(keysOf(found), ["tellimuste", "tellimus", "tellimuse", "tellimustega"]);
});

test("nothing is expanded if the stemmer knows its endings, and nothing that matches nothing", () => {
  assert.deepEqual(keysOf(findVariants(dictionary(ENDINGS), "tellimus", false)), ["tellimus"]);
  assert.deepEqual(findVariants(dictionary(ENDINGS, { expansionWeight: 0.55 }), "tellimu", false), []);
});

test("four letters at least have to be shared, and five more may follow", () => {
  const expanded = (word, other) =>
    keysOf(findVariants(dictionary({ [word]: 1, [other]: 1 }, { expansionWeight: 0.55 }), word, false)).includes(other);
  assert.equal(expanded("abc", "abcd"), false);
  assert.equal(expanded("abcd", "abcde"), true);
  assert.equal(expanded("abcd", "abcdefghi"), true);
  assert.equal(expanded("abcd", "abcdefghij"), false);
});

test("codes are not expanded", () => {
  const index = dictionary({ gc404: 1, gc4041: 1 }, { expansionWeight: 0.55 });
  assert.deepEqual(keysOf(findVariants(index, "gc404", false)), ["gc404"]);
});

test("eight words at most are added, and those known with more weight not again", () => {
  const words = { abcd: 1, ...Object.fromEntries(Array.from("efghijklmn", (letter) => [`abcd${letter}`, 2])) };
  const found = keysOf(findVariants(dictionary(words, { expansionWeight: 0.55 }), "abcd", false));
  assert.equal(found.length, 1 + RANKING.mostExpansions);
  assert.equal(new Set(found).size, found.length);
});

test("a word found with less weight is added again with more", () => {
  const index = dictionary({ abcd: 1, abcde: 1 }, { expansionWeight: 0.55 });
  const weights = () =>
    findVariants(index, "abcd", true).filter((each) => each.keys[0] === "abcde").map((each) => each.weight);
  assert.deepEqual(weights(), [RANKING.prefixWeightBesideExact, 0.55]);
  index.ranking.prefixWeightBesideExact = 0.55;
  assert.deepEqual(weights(), [0.55]);
});
