// Filters, the address of the results page, and what is kept on the device.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const assets = new URL("../../theme/assets/helpcentre/", import.meta.url);
const load = (name) => import(new URL(name, assets).href);
const { filterHits } = await load("search-facets.js");
const { readAddress, writeAddress } = await load("search-address.js");
const { forgetSearches, recentSearches, rememberSearch } = await load("search-recent.js");
const { isSlashOn, turnSlashOff } = await load("search-shortcut.js");

const CASES = JSON.parse(readFileSync(new URL("../cases/search/facets.json", import.meta.url), "utf8"));

test("hits are filtered and counted as in Python", () => {
  for (const { facets, wanted, left, chosen, kinds, topics } of CASES) {
    const hits = facets.map((_, number) => ({ number }));
    const found = filterHits(hits, (number) => facets[number], { kind: wanted[0], topic: wanted[1] });
    assert.deepEqual(found.hits.map(({ number }) => number), left);
    assert.deepEqual([found.chosen.kind, found.chosen.topic, found.kinds, found.topics], [...chosen, kinds, topics]);
  }
});

test("an address holds the query and the filters, and is empty without a query", () => {
  const filter = { kind: "faq", topic: "a&b" };
  assert.equal(writeAddress(" 50% & più ", filter), "?q=50%25%20%26%20pi%C3%B9&kind=faq&topic=a%26b");
  assert.deepEqual(readAddress(writeAddress("50% & più", filter)), { query: "50% & più", filter });
  assert.equal(writeAddress("  ", filter), "");
  assert.equal(writeAddress("reso"), "?q=reso");
  assert.deepEqual(readAddress(""), { query: "", filter: { kind: "", topic: "" } });
  assert.equal(writeAddress("x".repeat(900)).length, 503);
});

/** A storage, with what is in it at first. */
function storage(first = {}) {
  const kept = new Map(Object.entries(first));
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

test("the last five searches of each language are kept, the newest first and each once", () => {
  const kept = storage();
  rememberSearch("en", "refund", kept, false);
  for (const query of ["uno", "due", "tre", "quattro", "cinque", "DUE ", "sei"]) rememberSearch("it", query, kept, false);
  assert.deepEqual(recentSearches("it", kept), ["sei", "DUE", "cinque", "quattro", "tre"]);
  assert.deepEqual(recentSearches("en", kept), ["refund"]);
  forgetSearches(kept);
  assert.deepEqual(recentSearches("it", kept), []);
});

test("nothing is kept for readers who opted out, and no addresses or long numbers", () => {
  const kept = storage();
  rememberSearch("it", "rimborso", kept, true);
  for (const query of ["anna@example.org", "ordine 204815", " "]) rememberSearch("it", query, kept, false);
  assert.deepEqual(recentSearches("it", kept), []);
});

test("a storage that is refused, full or damaged only costs the convenience", () => {
  const full = { ...storage(), setItem: () => { throw new Error("full"); } };
  rememberSearch("it", "reso", full, false);
  rememberSearch("it", "reso", null, false);
  for (const text of ["{", "7", '[["it", 3], "x", ["it", "reso"]]']) {
    const found = recentSearches("it", storage({ "helpcentre-searches": text }));
    assert.deepEqual(found, text.startsWith("[[") ? ["reso"] : []);
  }
  assert.equal(isSlashOn(null), true);
});

test("the slash is on until a reader turns it off", () => {
  const kept = storage();
  assert.equal(isSlashOn(kept), true);
  turnSlashOff(kept);
  assert.equal(isSlashOn(kept), false);
});
