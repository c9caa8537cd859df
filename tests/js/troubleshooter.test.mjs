// A troubleshooter: which states of a run are sent, the way that history keeps, and what stays ticked.
import assert from "node:assert/strict";
import { test } from "node:test";

import { advanced, extended, withStep, withTick } from "../../theme/assets/helpcentre/troubleshooter.js";

const page = { article: "lamp", language: "en", version: "a1b2c3d4e5f60718" };
const begun = advanced(null, page, "start", "bulb", "first");
const passed = (step, answer = "no") => ({ step, question: step.toUpperCase(), answer });

test("a run begins with the first answer, at the step it leads to", () => {
  assert.deepEqual(begun, {
    kind: "troubleshooter", id: "first", ...page, steps: ["start", "bulb"], outcome: "open", revision: 0,
  });
});

test("each further answer is the next revision of the same run", () => {
  assert.deepEqual(advanced(begun, page, "bulb", "power", "other"), { ...begun, steps: ["start", "bulb", "power"], revision: 1 });
});

test("a run that is solved or goes to contact ends at the step with that answer", () => {
  assert.deepEqual(advanced(begun, page, "bulb", "solved", "x"), { ...begun, outcome: "solved", revision: 1 });
  assert.deepEqual(advanced(begun, page, "bulb", "contact", "x"), { ...begun, outcome: "contacted", revision: 1 });
  assert.deepEqual(advanced(null, page, "start", "solved", "x").steps, ["start"]);
});

test("a reader who goes on after an end is at a step again", () => {
  const solved = advanced(begun, page, "bulb", "solved", "x");

  assert.deepEqual(advanced(solved, page, "bulb", "power", "x"), { ...begun, steps: ["start", "bulb", "power"], revision: 2 });
});

test("the same answer again changes nothing", () => {
  const solved = advanced(begun, page, "bulb", "solved", "x");

  assert.equal(advanced(solved, page, "bulb", "solved", "x"), null);
  assert.equal(advanced(begun, page, "start", "bulb", "x"), null);
});

test("after 1,000 revisions a run is left alone", () => {
  assert.equal(advanced({ ...begun, revision: 999 }, page, "bulb", "power", "x").revision, 1000);
  assert.equal(advanced({ ...begun, revision: 1000 }, page, "bulb", "power", "x"), null);
});

for (const change of [{ article: "other" }, { language: "it" }, { version: "ffffffffffffffff" }]) {
  test(`another ${Object.keys(change)[0]} begins another run`, () => {
    const other = advanced(begun, { ...page, ...change }, "start", "bulb", "second");

    assert.deepEqual([other.id, other.revision], ["second", 0]);
  });
}

test("a step that is visited again moves to the end, and thirty are kept", () => {
  assert.deepEqual(withStep(["a", "b", "c"], "b"), ["a", "c", "b"]);
  const many = Array.from({ length: 30 }, (_, number) => `s${number}`);
  assert.deepEqual(withStep(many, "new"), [...many.slice(1), "new"]);
});

test("the way grows by a step and is cut where the reader has been before", () => {
  const way = extended(extended([], passed("start")), passed("bulb"));

  assert.deepEqual(way.map(({ step }) => step), ["start", "bulb"]);
  assert.deepEqual(extended([...way, passed("power")], passed("bulb", "yes")), [passed("start"), passed("bulb", "yes")]);
});

test("ticks are kept by page and version, and an empty page is forgotten", () => {
  const ticks = withTick({}, "en/lamp", "v1", "bulb/0", true);

  assert.deepEqual(ticks, { "en/lamp": { version: "v1", ticked: ["bulb/0"] } });
  assert.deepEqual(withTick(ticks, "en/lamp", "v1", "bulb/1", true)["en/lamp"].ticked, ["bulb/0", "bulb/1"]);
  assert.deepEqual(withTick(ticks, "en/lamp", "v1", "bulb/0", true), ticks);
  assert.deepEqual(withTick(ticks, "en/lamp", "v2", "bulb/1", true), { "en/lamp": { version: "v2", ticked: ["bulb/1"] } });
  assert.deepEqual(withTick(ticks, "en/lamp", "v1", "bulb/0", false), {});
});

test("the twenty pages ticked last are kept", () => {
  let ticks = {};
  for (let number = 0; number < 21; number += 1) ticks = withTick(ticks, `en/${number}`, "v", "a/0", true);
  ticks = withTick(ticks, "en/1", "v", "a/1", true);

  assert.equal(Object.keys(ticks).length, 20);
  assert.equal("en/0" in ticks, false);
  assert.equal(Object.keys(ticks).at(-1), "en/1");
});
