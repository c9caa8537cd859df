// "Was this helpful?": what the two forms say, and what a page says of an earlier answer.
import assert from "node:assert/strict";
import { test } from "node:test";

import {
  commentItem,
  contactItem,
  detailsOf,
  greeting,
  remembered,
  voteItem,
  voteOf,
} from "../../theme/assets/helpcentre/feedback.js";

const page = { article: "payment-declined", language: "it", version: "a1b2c3d4e5f60718" };
const past = (value) => ({ id: "old", value, version: page.version });
const fields = (entries) => new Map(Object.entries(entries));
const UUID = /^[0-9a-f-]{36}$/;

test("a yes carries no reason, however it is asked for", () => {
  const item = voteItem(page, "id", 1, { reason: "unclear", heading: "x", age: 12.6 });

  assert.deepEqual(item, { kind: "vote", id: "id", ...page, value: 1, age_ms: 13 });
});

test("a no carries its reason, its heading and the vote it replaces", () => {
  const item = voteItem(page, "id", 0, { reason: "unclear", heading: "x", replaces: "old", age: -5 });

  assert.deepEqual(item, { kind: "vote", id: "id", ...page, value: 0, reason: "unclear", heading: "x", replaces: "old", age_ms: 0 });
});

test("a no without more carries nothing more", () => {
  assert.deepEqual(voteItem(page, "id", 0, { reason: "", heading: "", replaces: null }), { kind: "vote", id: "id", ...page, value: 0, age_ms: 0 });
  assert.deepEqual(voteItem(page, "id", 0), { kind: "vote", id: "id", ...page, value: 0, age_ms: 0 });
});

test("Yes is one and No is zero", () => {
  assert.equal(voteOf(page, { value: "1" }).value, 1);
  assert.equal(voteOf(page, { value: "0" }).value, 0);
  assert.match(voteOf(page, { value: "0" }).id, UUID);
});

test("there is no default: an unknown button, or none, is not an answer", () => {
  for (const button of [null, {}, { value: "" }, { value: "2" }, { value: "yes" }, { value: "00" }, { value: "-1" }]) {
    assert.equal(voteOf(page, button), null);
  }
});

test("a changed answer names the one it replaces", () => {
  assert.equal(voteOf(page, { value: "1" }, { replaces: "old" }).replaces, "old");
});

test("the second form is always a No", () => {
  const { vote, comment } = detailsOf(page, fields({ reason: "unclear", value: "1" }), past(0), 5);

  assert.equal(vote.value, 0);
  assert.equal(vote.reason, "unclear");
  assert.equal(vote.replaces, "old");
  assert.equal(vote.age_ms, 5);
  assert.equal(comment, null);
});

test("a heading alone is a reason to vote again; words alone are a comment on the existing vote", () => {
  assert.equal(detailsOf(page, fields({ heading: "cards" }), past(0), 0).vote.heading, "cards");

  const { vote, comment } = detailsOf(page, fields({ text: " It does not work \n" }), past(0), 0);
  assert.equal(vote, null);
  assert.deepEqual([comment.vote, comment.text], ["old", "It does not work"]);
});

test("a comment with a reason belongs to the vote with the reason", () => {
  const { vote, comment } = detailsOf(page, fields({ reason: "other", text: "x" }), past(0), 0);

  assert.equal(comment.vote, vote.id);
  assert.notEqual(comment.id, vote.id);
});

test("words without an earlier No come with one", () => {
  for (const before of [null, past(1)]) {
    const { vote, comment } = detailsOf(page, fields({ text: "x" }), before, 0);
    assert.equal(vote.value, 0);
    assert.equal(vote.replaces, before?.id);
    assert.equal(comment.vote, vote.id);
  }
});

test("an empty second form adds nothing to the existing No", () => {
  assert.deepEqual(detailsOf(page, fields({ reason: "", heading: "", text: "  " }), past(0), 0), { vote: null, comment: null });
});

test("a form filled in by a machine is left to the browser, and so to the collector", () => {
  assert.equal(detailsOf(page, fields({ reason: "other", website: "http://x" }), past(0), 0), null);
});

test("a comment is cut to a thousand characters", () => {
  assert.equal(commentItem(page, "id", "vote", ` ${"x".repeat(2000)} `).text.length, 1000);
  assert.deepEqual(commentItem(page, "id", "vote", " a "), { kind: "comment", id: "id", vote: "vote", ...page, text: "a" });
});

test("a contact names its article, and from no article none", () => {
  assert.deepEqual(contactItem("id", "email", "et", "faq/pay"), { kind: "contact", id: "id", channel: "email", language: "et", article: "faq/pay" });
  assert.deepEqual(contactItem("id", "email", "et", null), { kind: "contact", id: "id", channel: "email", language: "et" });
});

test("a reader who said no is asked again only after the text has changed", () => {
  assert.equal(greeting(undefined, "v1"), "ask");
  assert.equal(greeting({ id: "a", value: 0, version: "v1" }, "v1"), "answered");
  assert.equal(greeting({ id: "a", value: 1, version: "v1" }, "v1"), "answered");
  assert.equal(greeting({ id: "a", value: 0, version: "v1" }, "v2"), "again");
  assert.equal(greeting({ id: "a", value: 1, version: "v1" }, "v2"), "ask");
});

test("the memory forgets the oldest answer first, and one that was deleted at once", () => {
  let memory = {};
  for (let number = 0; number < 250; number += 1) memory = remembered(memory, `k${number}`, { id: "x", value: 1, version: "v" });

  assert.equal(Object.keys(memory).length, 200);
  assert.ok(!("k49" in memory) && "k50" in memory && "k249" in memory);
  assert.ok(!("k249" in remembered(memory, "k249", null)));
  assert.equal(Object.keys(remembered(memory, "k249", null)).length, 199);
});

test("an answer given again is the newest", () => {
  const memory = remembered({ a: past(1), b: past(1) }, "a", past(0));

  assert.deepEqual(Object.keys(memory), ["b", "a"]);
  assert.equal(memory.a.value, 0);
});
