// Satisfaction and recommendation: what a press on a scale says.
import assert from "node:assert/strict";
import { test } from "node:test";
import { answerOf, scoreItem, scoreOf } from "../../theme/assets/helpcentre/score.js";

const button = (value, pressed = null) => ({ value, getAttribute: () => pressed });
const fields = (more = {}) => new Map(Object.entries({ kind: "csat", language: "et", ...more }));

test("a score has the shape of the wire contract", () => {
  const item = scoreItem("csat", "id", 4, "et", 1234.6);
  assert.deepEqual(item, { kind: "csat", id: "id", value: 4, language: "et", age_ms: 1235 });
  assert.equal(scoreItem("csat", "id", 4, "et", -1).age_ms, 0);
});

test("a button off its scale is not an answer", () => {
  assert.deepEqual([0, 5, 6].map((value) => scoreOf("csat", String(value))), [0, 5, null]);
  assert.deepEqual([0, 10, 11].map((value) => scoreOf("nps", String(value))), [0, 10, null]);
  for (const text of ["-1", "", " 4", "4.5", "four", null, undefined]) assert.equal(scoreOf("nps", text), null);
  assert.equal(scoreOf("stars", "0"), null);
});

test("there is no default: without a known button there is no score, not even zero", () => {
  assert.equal(answerOf(fields(), null, null, 0), null);
  assert.equal(answerOf(fields(), button("6"), null, 0), null);
  assert.equal(answerOf(fields(), button("0"), null, 0).item.value, 0);
});

test("a form filled in by a machine is left to the browser, and so to the collector", () => {
  assert.equal(answerOf(fields({ website: "http://x" }), button("3"), null, 0), null);
});

test("a press on the chosen button again is the same answer, a press on another is a new one", () => {
  assert.equal(answerOf(fields(), button("3", "true"), "before", 0).item.id, "before");
  assert.notEqual(answerOf(fields(), button("4", "false"), "before", 0).item.id, "before");
  assert.notEqual(answerOf(fields(), button("3"), null, 0).item.id, answerOf(fields(), button("3"), null, 0).item.id);
  assert.match(answerOf(fields(), button("3", "true"), null, 0).item.id, /^[0-9a-f-]{36}$/);
});

test("a score says of which scale and in which language it is", () => {
  const { item } = answerOf(fields({ kind: "nps", language: "id" }), button("9"), null, 7);

  assert.deepEqual({ ...item, id: "" }, { kind: "nps", id: "", value: 9, language: "id", age_ms: 7 });
});
