import assert from "node:assert/strict";
import test from "node:test";

import { load } from "./dictionary.mjs";

const { ByteReader, frontDecode } = await load("search-binary-format.js");
const { articlePostings, LEVELS, NO_POSTINGS, readPostings, readSynonyms, readTerms } = await load("search-postings.js");
const { matchShapes } = await load("search-shapes.js");
const { stripClitics } = await load("search-clitics.js");

const reader = (...bytes) => new ByteReader(Uint8Array.from(bytes));
const encoder = new TextEncoder();
const textOf = (text) => [encoder.encode(text).length, ...encoder.encode(text)];
/** @param {string[]} items as `front_code` writes them, none sharing its beginning */
const itemsOf = (...items) => textOf(items.map((item) => `0${item}`).join("\n"));

test("a number has seven bits in each byte, the lowest first", () => {
  assert.equal(reader(0).readVarint(), 0);
  assert.equal(reader(127).readVarint(), 127);
  assert.equal(reader(128, 1).readVarint(), 128);
  assert.equal(reader(255, 127).readVarint(), 16_383);
  assert.equal(reader(128, 128, 1).readVarint(), 16_384);
  assert.equal(reader(255, 255, 255, 255, 15).readVarint(), 2 ** 32 - 1);
});

test("bytes, texts and numbers are read one after another", () => {
  const bytes = reader(...textOf("è"), 5, 2, 7, 8);
  assert.equal(bytes.readText(), "è");
  assert.equal(bytes.readByte(), 5);
  assert.deepEqual([...bytes.readBytes()], [7, 8]);
  assert.throws(() => bytes.readByte(), /ends too early/);
});

test("a text that is longer than the rest of the chunk is refused", () => {
  assert.throws(() => reader(3, 97, 98).readText(), /ends too early/);
  assert.throws(() => reader(200).readVarint(), /ends too early/);
  assert.equal(reader(2, 97, 98).readText(), "ab");
});

test("an item has the beginning that it shares with the one before", () => {
  assert.deepEqual(frontDecode("0card\n4s\n3t\n0z"), ["card", "cards", "cart", "z"]);
  assert.deepEqual(frontDecode(""), []);
});

test("postings have the articles by their gaps, the level, the title and the asks", () => {
  const found = readPostings(reader(3, 0, (10 << 2) | 0, 4, (20 << 2) | 2, 6, 0, (63 << 2) | 1, 2, 16 * 3 + 2 * 2, 16 * 5 + 1, 52, 18));
  assert.deepEqual(found.numbers, [0, 5, 6]);
  assert.deepEqual(found.levels, [10, 20, 63]);
  assert.deepEqual(found.titles, [0, 6, 0]);
  assert.deepEqual(found.asks, [
    undefined,
    undefined,
    [
      { ask: 3, length: 3, mark: -1 },
      { ask: 5, length: 1, mark: 52 + 256 * 18 },
    ],
  ]);
});

test("an article has the key of its number fully", () => {
  assert.deepEqual(articlePostings(7), { numbers: [7], levels: [LEVELS], titles: [0], asks: [undefined] });
  assert.deepEqual(NO_POSTINGS.numbers, []);
});

test("a chunk of terms knows where the postings of each key begin", () => {
  const data = Uint8Array.from([...itemsOf("card", "cost"), 2, 3, 1, 2, 3, 4, 5]);
  const { starts, synonyms } = readTerms(data);
  const begin = data.length - 5;
  assert.deepEqual([...starts], [["card", begin], ["cost", begin + 2]]);
  assert.equal(synonyms.size, 0);
});

test("the synonyms follow the postings, and a chunk that ends before them is refused", () => {
  const head = [...itemsOf("card"), 1, 9];
  const { synonyms } = readTerms(Uint8Array.from([...head, ...textOf("card;voucher,gift card")]));
  assert.deepEqual(synonyms.get("card"), [{ phrase: ["card"], others: ["voucher", "gift card"] }]);
  assert.throws(() => readTerms(Uint8Array.from([...itemsOf("card"), 3, 9])), /ends too early/);
});

test("synonyms are found by every key of their phrase, once", () => {
  const found = readSynonyms("gift card;voucher\ncard card;slip");
  assert.deepEqual([...found.keys()], ["gift", "card"]);
  assert.deepEqual(found.get("card").map((each) => each.others[0]), ["voucher", "slip"]);
  assert.equal(readSynonyms("").size, 0);
});

// --- shapes

test("a number of a shape leads to its article, in one word or in several", () => {
  const shapes = [["bl######", 3], ["lume*", 5]];
  assert.deepEqual([...matchShapes(shapes, ["bl204815"])], [[3, "bl204815"]]);
  assert.deepEqual([...matchShapes(shapes, ["bl", "204815"])], [[3, "bl204815"]]);
  assert.deepEqual([...matchShapes(shapes, ["lume7k2p"])], [[5, "lume7k2p"]]);
  assert.equal(matchShapes(shapes, ["bl20481"]).size, 0);
  assert.equal(matchShapes(shapes, ["xbl204815"]).size, 0);
  assert.equal(matchShapes([], ["bl204815"]).size, 0);
});

test("a letter is any letter, and words without a digit have no shape", () => {
  assert.equal(matchShapes([["@@##", 1]], ["éa12"]).size, 1);
  assert.equal(matchShapes([["@@##", 1]], ["1112"]).size, 0);
  assert.equal(matchShapes([["lume*", 5]], ["lumeplus"]).size, 0);
});

test("up to four neighbours are one number, and the first found counts", () => {
  assert.equal(matchShapes([["abc1", 1]], ["a", "b", "c", "1"]).size, 1);
  assert.equal(matchShapes([["abcd1", 1]], ["a", "b", "c", "d", "1"]).size, 0);
  assert.deepEqual([...matchShapes([["#", 1]], ["4", "7"])], [[1, "4"]]);
});

test("a sign of a pattern in a shape is only itself", () => {
  assert.equal(matchShapes([["a.1", 1]], ["ax1"]).size, 0);
  assert.equal(matchShapes([["a.1", 1]], ["a.1"]).size, 1);
});

// --- particles

test("particles come off in the languages that write them together with a word", () => {
  assert.deepEqual(stripClitics("rimborsatemi", "italian"), ["rimborsate"]);
  assert.deepEqual(stripClitics("restituirlo", "italian"), ["restituir", "restituire"]);
  assert.deepEqual(stripClitics("arvetki", "estonian"), ["arvet"]);
  assert.deepEqual(stripClitics("bukunyalah", "indonesian"), ["buku"]);
  assert.deepEqual(stripClitics("laskukin", "finnish"), ["lasku"]);
});

test("a word without particles, a short one and other languages have nothing to take off", () => {
  assert.deepEqual(stripClitics("tempo", "italian"), []);
  assert.deepEqual(stripClitics("ecco", "italian"), []);
  assert.deepEqual(stripClitics("buku", "indonesian"), []);
  assert.deepEqual(stripClitics("rimborsatemi", "english"), []);
});
