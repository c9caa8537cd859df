import assert from "node:assert/strict";
import { test } from "node:test";

import { commentItem, contactItem, greeting, remembered, uuid, voteItem } from "../../theme/assets/helpcentre/feedback.js";
import { aged, DAYS, enqueue, fresh, MOST, outcomeOf } from "../../theme/assets/helpcentre/outbox.js";

const page = { article: "payment-declined", language: "it", version: "a1b2c3d4e5f60718" };
const DAY = 86_400_000;

test("a yes carries no reason, however the form was filled", () => {
  const item = voteItem(page, "id", 1, { reason: "unclear", heading: "x", age: 12.6 });

  assert.deepEqual(item, { kind: "vote", id: "id", ...page, value: 1, age_ms: 13 });
});

test("a no carries its reason, its heading and the vote it replaces", () => {
  const item = voteItem(page, "id", 0, { reason: "unclear", heading: "x", replaces: "old", age: -5 });

  assert.deepEqual(item, { kind: "vote", id: "id", ...page, value: 0, reason: "unclear", heading: "x", replaces: "old", age_ms: 0 });
});

test("a comment is cut to a thousand characters", () => {
  assert.equal(commentItem(page, "id", "vote", ` ${"x".repeat(2000)} `).text.length, 1000);
});

test("a contact from no article names none", () => {
  assert.deepEqual(contactItem("id", "email", "et", null), { kind: "contact", id: "id", channel: "email", language: "et" });
});

test("a reader who said no is asked again only after the text has changed", () => {
  assert.equal(greeting(undefined, "v1"), "ask");
  assert.equal(greeting({ id: "a", value: 0, version: "v1" }, "v1"), "answered");
  assert.equal(greeting({ id: "a", value: 0, version: "v1" }, "v2"), "again");
  assert.equal(greeting({ id: "a", value: 1, version: "v1" }, "v2"), "ask");
});

test("the memory forgets the oldest answer first, and one that was deleted at once", () => {
  let memory = {};
  for (let number = 0; number < 250; number += 1) memory = remembered(memory, `k${number}`, { id: "x", value: 1, version: "v" });

  assert.equal(Object.keys(memory).length, 200);
  assert.ok(!("k0" in memory) && "k249" in memory);
  assert.ok(!("k249" in remembered(memory, "k249", null)));
});

test("an id is a version 4 uuid", () => {
  assert.match(uuid(), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test("an answer of the collector means kept, refused for good, or try again", () => {
  assert.deepEqual([200, 201, 403, 404, 413, 422, 503, 500, 408, 429].map(outcomeOf), [
    "stored", "stored", "refused", "refused", "refused", "refused", "later", "later", "later", "later",
  ]);
});

test("the queue keeps the newest twenty, and an item only once", () => {
  let queue = [];
  for (let number = 0; number < 30; number += 1) queue = enqueue(queue, { id: String(number) }, "/u", number);
  queue = enqueue(queue, { id: "29" }, "/u", 99);

  assert.equal(queue.length, MOST);
  assert.equal(queue.at(-1).at, 99);
  assert.equal(queue.filter((entry) => entry.item.id === "29").length, 1);
});

test("what waited a week, or is no queue at all, is not sent", () => {
  const entry = (at) => ({ item: { id: "a" }, url: "/u", at });

  assert.deepEqual(fresh([entry(0), entry(2 * DAY), null, {}, "x"], DAYS * DAY), [entry(2 * DAY)]);
  assert.deepEqual(fresh({ not: "a list" }, 0), []);
});

test("an item that waited says for how long", () => {
  const entry = { item: { id: "a", age_ms: 1000 }, url: "/u", at: 5000 };

  assert.equal(aged(entry, 65_000).age_ms, 61_000);
  assert.deepEqual(aged({ ...entry, item: { id: "a" } }, 65_000), { id: "a" });
});
