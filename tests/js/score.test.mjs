import assert from "node:assert/strict";
import { test } from "node:test";
import { scoreItem, scoreOf, wordsFor } from "../../theme/assets/helpcentre/score.js";

test("a score is what the wire wants", () => {
  const item = scoreItem("csat", "id", 4, "et", 1234.6);
  assert.deepEqual(item, { kind: "csat", id: "id", value: 4, language: "et", age_ms: 1235 });
});

test("a button off its scale is no answer", () => {
  assert.equal(scoreOf("csat", "5"), 5);
  assert.equal(scoreOf("csat", "6"), null);
  assert.equal(scoreOf("nps", "10"), 10);
  assert.equal(scoreOf("nps", "-1"), null);
  assert.equal(scoreOf("nps", ""), null);
  assert.equal(scoreOf("csat", null), null);
});

test("an answer kept for later is not called stored", () => {
  const text = { textThanks: "thanks", textLater: "later", textFailed: "failed" };
  assert.equal(wordsFor("stored", text), "thanks");
  assert.equal(wordsFor("kept", text), "later");
  assert.equal(wordsFor("refused", text), "failed");
});
