// The visit in one tab: which states of a search are sent, what the next one and a contact know of it, and when it ends.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import {
  acted,
  contacted,
  freshVisit,
  isTypedOn,
  VISIT_KEY,
  left,
  LONGEST_PAUSE_MS,
  noteArticle,
  noteContact,
  noteHelped,
  optedOut,
  scrub,
  searched,
  sendInPassing,
  readCarried,
  reportLeft,
  reportRun,
  reportSearch,
} from "../../theme/assets/helpcentre/visit.js";

const URL = "/feedback/v1/items";

/** A storage as browsers have it. */
class Storage extends Map {
  getItem(key) {
    return this.get(key) ?? null;
  }
  setItem(key, value) {
    this.set(key, value);
  }
  removeItem(key) {
    this.delete(key);
  }
}

/** The items sent, oldest first, and the behaviour of the collector and the browser. */
const line = { sent: [], status: 201, beacons: true, time: 0 };
Date.now = () => line.time;
Object.defineProperty(globalThis, "navigator", { configurable: true, writable: true, value: {} });

beforeEach(() => {
  globalThis.sessionStorage = new Storage();
  globalThis.localStorage = new Storage();
  globalThis.navigator = {
    sendBeacon: (url, body) => {
      if (line.beacons) line.sent.push(...[JSON.parse(body)].flat().map((item) => ({ url, ...item })));
      return line.beacons;
    },
  };
  globalThis.fetch = async (url, { body }) => {
    line.sent.push({ url, ...JSON.parse(body) });
    return { status: line.status };
  };
  Object.assign(line, { sent: [], status: 201, beacons: true, time: 1_000_000 });
});

const found = (query, more = {}) => ({ query, results: 3, corrected: "", language: "en", ...more });
const begin = () => freshVisit(null, 0);
const after = (query, more) => searched(begin(), found(query, more), "first").visit;
const states = () => line.sent.map(({ id, outcome, revision }) => [line.sent.findIndex((item) => item.id === id), outcome, revision]);

test("a search has the shape of the wire, scrubbed", () => {
  const { items } = searched(begin(), found(" reso 0123456789 me@shop.it ", { results: 0, language: "it" }), "an-id");
  assert.deepEqual(items, [
    {
      kind: "search", id: "an-id", language: "it", query: "reso [#] [@]", results: 0, clicked: null, corrected: null,
      previous: null, missing: false, outcome: "open", revision: 0,
    },
  ]);
  assert.equal(scrub(" PAY-402 "), "PAY-402");
  assert.equal(scrub("x".repeat(900)).length, 200);
});

test("corrected words are scrubbed too", () => {
  const { items } = searched(begin(), found("rezo 0123456789", { corrected: "reso 0123456789" }), "an-id");
  assert.equal(items[0].corrected, "reso [#]");
});

test("the same query again is the same search", () => {
  const visit = after("refund");
  for (const query of ["refund", " Refund  ", "REFUND"]) {
    assert.deepEqual(searched(visit, found(query), "second"), { visit, items: [] });
  }
  assert.equal(searched(visit, found("refund", { language: "it" }), "second").items.length, 2);
});

test("another query follows the search before, which is refined", () => {
  const { visit, items } = searched(after("refund"), found("money back"), "second");
  assert.deepEqual(items.map(({ id, outcome, revision, previous }) => [id, outcome, revision, previous]), [
    ["first", "refined", 1, null],
    ["second", "open", 0, "first"],
  ]);
  assert.equal(visit.search.id, "second");
});

test("a query that is typed on is the same search with other words", () => {
  const { visit, items } = searched(after("ref", { results: 9 }), found("refund", { results: 2 }), "second");
  assert.equal(items.length, 1);
  assert.deepEqual([items[0].id, items[0].query, items[0].results, items[0].revision], ["first", "refund", 2, 1]);
  assert.equal(visit.search.query, "refund");
});

test("only an unfinished last word is typed on", () => {
  for (const [start, whole] of [["ref", "refund"], ["my ref", "My refund"], ["ref", "refund now"], ["paki", "pakiautomaat"]]) {
    assert.equal(isTypedOn(start, whole), true, `${start} -> ${whole}`);
  }
  for (const [start, whole] of [["refund", "refund now"], ["refund", "refund"], ["fund", "refund"], ["ref?", "ref?x"], ["", "refund"]]) {
    assert.equal(isTypedOn(start, whole), false, `${start} -> ${whole}`);
  }
});

test("a search that was followed, or reported as missing, is not typed on", () => {
  for (const done of [{ clicked: "faq/x" }, { missing: true }]) {
    const { visit } = acted(after("ref"), done);
    assert.deepEqual(searched(visit, found("refund"), "second").items.map((item) => item.outcome), ["refined", "open"]);
  }
});

test("a followed result names its article, and a page that is not an article only that it was followed", () => {
  const followed = acted(after("refund"), { clicked: "faq/refund" }).items[0];
  assert.deepEqual([followed.clicked, followed.outcome, followed.revision], ["faq/refund", "clicked", 1]);
  const page = acted(after("refund"), { clicked: null }).items[0];
  assert.deepEqual([page.clicked, page.outcome], [null, "clicked"]);
});

test("a refined search keeps the article that was followed", () => {
  const { visit } = acted(after("refund"), { clicked: "faq/refund" });
  const [former] = searched(visit, found("money back"), "second").items;
  assert.deepEqual([former.clicked, former.outcome, former.revision], ["faq/refund", "refined", 2]);
});

test("leaving abandons a search that is open, and nothing else", () => {
  assert.deepEqual(left(after("refund")).items.map((item) => item.outcome), ["abandoned"]);
  assert.deepEqual(left(begin()).items, []);
  for (const step of [acted(after("refund"), { clicked: "x" }), contacted(after("refund")), left(after("refund"))]) {
    assert.deepEqual(left(step.visit).items, []);
  }
});

test("an abandoned search that is shown again is open again", () => {
  const { items } = searched(left(after("refund")).visit, found("refund"), "second");
  assert.deepEqual(items.map(({ id, outcome, revision }) => [id, outcome, revision]), [["first", "open", 2]]);
});

test("a contact is the last word about a search", () => {
  const step = contacted(after("refund"));
  assert.deepEqual(step.items.map((item) => item.outcome), ["contacted"]);
  assert.deepEqual(contacted(step.visit).items, []);
  const next = searched(step.visit, found("invoice"), "second");
  assert.deepEqual(next.items.map(({ id, previous }) => [id, previous]), [["second", "first"]]);
});

test("revisions end at the limit of the wire", () => {
  const visit = after("refund");
  visit.search.revision = 999;
  assert.equal(left(visit).items[0].revision, 1000);
  visit.search.revision = 1000;
  assert.deepEqual(left(visit).items, []);
  assert.deepEqual(searched(visit, found("money"), "second").items.map((item) => item.id), ["second"]);
});

test("a visit lasts half an hour without a step", () => {
  const kept = { ...after("refund"), at: 1000 };
  assert.equal(freshVisit(kept, 1000 + LONGEST_PAUSE_MS), kept);
  for (const [value, now] of [[kept, 1001 + LONGEST_PAUSE_MS], [kept, 999], [null, 1000], [{}, 1000], [{ at: "x" }, 1000], ["x", 1000]]) {
    assert.deepEqual(freshVisit(value, now), { at: now, url: "", search: null, article: null });
  }
});

test("actions on one page are known on the next", async () => {
  await reportSearch(URL, found("refund"));
  await reportSearch(URL, found("refund"), { clicked: "faq/refund" });
  noteArticle("faq/refund", "en");
  await reportSearch(URL, found("money back"));
  const [first] = line.sent;
  assert.deepEqual(states(), [[0, "open", 0], [0, "clicked", 1], [0, "refined", 2], [3, "open", 0]]);
  assert.equal(line.sent[3].previous, first.id);
  assert.ok(line.sent.every((item) => item.url === URL));
});

test("a result that is followed at once is one message", async () => {
  await reportSearch(URL, found("refund"), { clicked: "faq/refund" });
  assert.deepEqual(states(), [[0, "clicked", 1]]);
});

test("a page that is left sends where the search went, and only once", async () => {
  await reportSearch(URL, found("refund"));
  reportLeft();
  reportLeft();
  assert.deepEqual(states(), [[0, "open", 0], [0, "abandoned", 1]]);
  assert.equal(line.sent[1].url, URL);
});

test("a search that stays open for hours is abandoned in the end, and begins no chain", async () => {
  await reportSearch(URL, found("refund"));
  line.time += 5 * LONGEST_PAUSE_MS;
  reportLeft();
  line.time += LONGEST_PAUSE_MS + 1;
  await reportSearch(URL, found("invoice"));
  assert.deepEqual(states(), [[0, "open", 0], [0, "abandoned", 1], [2, "open", 0]]);
  assert.equal(line.sent[2].previous, null);
});

test("a contact names the search and the article before it, through other pages", async () => {
  await reportSearch(URL, found("refund"), { clicked: "faq/refund" });
  noteArticle("faq/refund", "en");
  const before = noteContact("en");
  assert.deepEqual(before, { search: line.sent[0].id, article: "faq/refund" });
  assert.equal(line.sent.at(-1).outcome, "contacted");
});

test("an article of another language is not named", () => {
  noteArticle("faq/refund", "et");
  assert.deepEqual(noteContact("en"), { search: null, article: null });
  assert.deepEqual(noteContact("et"), { search: null, article: "faq/refund" });
});

test("a reader who was helped begins again", async () => {
  await reportSearch(URL, found("refund"), { clicked: "faq/refund" });
  noteArticle("faq/refund", "en");
  noteHelped();
  assert.equal(sessionStorage.size, 0);
  assert.deepEqual(noteContact("en"), { search: null, article: null });
});

test("a report of something missing waits for the collector's answer", async () => {
  assert.equal(await reportSearch(URL, found("qris", { results: 0 }), { missing: true }), true);
  assert.deepEqual([line.sent.at(-1).missing, line.sent.at(-1).outcome], [true, "open"]);
  line.status = 503;
  assert.equal(await reportSearch(URL, found("qris", { results: 0 }), { missing: true }), false);
});

test("nothing is kept or sent for readers who opted out, whatever the browser calls it", async () => {
  assert.equal(optedOut({ globalPrivacyControl: false, doNotTrack: null }), false);
  for (const signal of [{ globalPrivacyControl: true }, { doNotTrack: "1" }, { doNotTrack: "yes" }]) {
    assert.equal(optedOut(signal), true);
    Object.assign(globalThis.navigator, { globalPrivacyControl: undefined, doNotTrack: undefined }, signal);
    assert.equal(await reportSearch(URL, found("refund"), { missing: true }), false);
    noteArticle("faq/refund", "en");
    reportLeft();
    assert.deepEqual(noteContact("en"), { search: null, article: null });
  }
  assert.deepEqual([line.sent, sessionStorage.size], [[], 0]);
});

test("without a collector nothing is kept or sent", async () => {
  assert.equal(await reportSearch("", found("refund"), { missing: true }), false);
  assert.deepEqual([line.sent, sessionStorage.size], [[], 0]);
});

test("a forbidden or damaged storage disturbs nobody", async () => {
  sessionStorage.setItem(VISIT_KEY, "{");
  await reportSearch(URL, found("refund"));
  assert.equal(line.sent.length, 1);
  globalThis.sessionStorage = {
    getItem: () => { throw new Error("forbidden"); },
    setItem: () => { throw new Error("forbidden"); },
  };
  await reportSearch(URL, found("refund"));
  reportLeft();
  noteHelped();
  assert.equal(line.sent.length, 2);
});

test("a browser without beacons, or with a full one, posts each item", () => {
  line.beacons = false;
  sendInPassing(URL, [{ id: "a" }, { id: "b" }]);
  delete globalThis.navigator.sendBeacon;
  sendInPassing(URL, [{ id: "c" }]);
  assert.deepEqual(line.sent.map((item) => item.id), ["a", "b", "c"]);
  sendInPassing(URL, []);
  sendInPassing("", [{ id: "d" }]);
  assert.equal(line.sent.length, 3);
});

// Runs of troubleshooters

const RUN = { kind: "troubleshooter", id: "r1", article: "lamp", language: "en", version: "v", steps: ["start", "bulb"], outcome: "open", revision: 0 };
const WAY = [{ step: "start", question: "What do you see?", answer: "It is dark" }];

test("a run is sent and kept with the way to it, and the next answer gets it back", () => {
  reportRun(URL, WAY, (run) => (assert.equal(run, null), RUN));
  let before;
  reportRun(URL, WAY, (run) => {
    before = run;
    return null;
  });

  assert.deepEqual(before, RUN);
  assert.deepEqual(line.sent, [{ url: URL, ...RUN }]);
});

test("the steps tried are known to the contact page of the same language until it helped", () => {
  assert.deepEqual(readCarried("en").steps, []);
  reportRun(URL, WAY, () => RUN);

  assert.deepEqual(readCarried("en").steps, ["What do you see? It is dark"]);
  assert.deepEqual(readCarried("it").steps, []);
  reportRun(URL, WAY, () => ({ ...RUN, outcome: "solved", revision: 1 }));
  assert.deepEqual(readCarried("en").steps, []);
});

test("a troubleshooter that helped ends the search that led to it, one that did not leaves it", async () => {
  await reportSearch(URL, { query: "lamp", results: 2, corrected: "", language: "en" });
  reportRun(URL, WAY, () => RUN);
  assert.notEqual(noteContact("en").search, null);
  reportRun(URL, WAY, () => ({ ...RUN, outcome: "solved", revision: 1 }));
  assert.equal(noteContact("en").search, null);
});

test("a reader who opted out has no run", () => {
  globalThis.navigator.globalPrivacyControl = true;
  reportRun(URL, WAY, () => assert.fail("asked for a run"));

  assert.deepEqual(line.sent, []);
  assert.deepEqual(readCarried("en").steps, []);
});
