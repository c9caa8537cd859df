// The contact form: what it sends, and what of the reader's way goes with it.
import assert from "node:assert/strict";
import { test } from "node:test";

import { describeCarried, messageItem } from "../../theme/assets/helpcentre/message.js";
import { acted, freshVisit, carriedOf, searched } from "../../theme/assets/helpcentre/visit.js";

const ID = "6f1c1d52-3d2c-4c4e-9b57-0a3c1d2e4f50";
const EVERYTHING = new Set(["article", "query", "steps"]);
const CARRIED = { article: { id: "lamp", language: "it", title: "La lampada" }, query: "lampada rotta", steps: ["Spina? Sì", "Presa? No"] };
const NOTHING = { article: null, query: "", steps: [] };

function fields(more = {}) {
  const form = new FormData();
  const given = { language: "it", page: "it/contact/", email: " anna@example.com ", text: " Non si accende \n", consent: "yes", website: "", ...more };
  for (const [name, value] of Object.entries(given)) if (value !== null) form.set(name, value);
  return form;
}

test("a message has what was filled in, and what came before it", () => {
  const item = messageItem(ID, fields({ name: "Anna", subject: "Lampada", topic: "" }), CARRIED, EVERYTHING, 4000.4);

  assert.deepEqual(item, {
    id: ID, language: "it", email: "anna@example.com", text: "Non si accende", consent: true, name: "Anna", subject: "Lampada",
    article: "lamp", query: "lampada rotta", steps: ["Spina? Sì", "Presa? No"], age_ms: 4000,
  });
});

test("a part that the writer leaves out, or that is empty, is not sent", () => {
  const bare = { id: ID, language: "it", email: "anna@example.com", text: "Non si accende", consent: true, age_ms: 0 };

  assert.deepEqual(messageItem(ID, fields(), CARRIED, new Set(), -5), bare);
  assert.deepEqual(messageItem(ID, fields(), NOTHING, EVERYTHING, 0), bare);
  assert.deepEqual(messageItem(ID, fields(), CARRIED, new Set(["query"]), 0), { ...bare, query: "lampada rotta" });
});

test("of very many or long steps the last ones are sent as far as the collector takes them", () => {
  const steps = Array.from({ length: 25 }, (_, number) => `${number}${"x".repeat(400)}`);
  const item = messageItem(ID, fields(), { ...CARRIED, steps }, EVERYTHING, 0);

  assert.equal(item.steps.length, 20);
  assert.equal(item.steps[0], `5${"x".repeat(299)}`);
});

test("a form that a machine filled in, or that is not complete, is left to the browser", () => {
  for (const more of [{ website: "x" }, { text: " " }, { email: "" }, { consent: null }]) {
    assert.equal(messageItem(ID, fields(more), CARRIED, EVERYTHING, 0), null);
  }
});

test("the reader sees the title of the article, the search and the steps", () => {
  assert.deepEqual(describeCarried(CARRIED), { article: "La lampada", query: "lampada rotta", steps: "Spina? Sì · Presa? No" });
  assert.deepEqual(describeCarried({ ...CARRIED, article: { id: "lamp", language: "it" } }).article, "lamp");
  assert.deepEqual(describeCarried(NOTHING), { article: "", query: "", steps: "" });
});

test("only what was read and searched for in the language of the page goes along", () => {
  const visit = { ...freshVisit(null, 0), article: CARRIED.article, way: [{ question: "Spina?", answer: "Sì" }, { question: "Fatto", answer: "" }] };
  const { visit: after } = searched(visit, { query: "lampada rotta", results: 0, corrected: "", language: "it" }, ID);

  assert.deepEqual(carriedOf(after, "it"), { article: CARRIED.article, query: "lampada rotta", steps: ["Spina? Sì", "Fatto"] });
  assert.deepEqual(carriedOf(after, "en"), { article: null, query: "", steps: ["Spina? Sì", "Fatto"] });
  assert.deepEqual(carriedOf(freshVisit(null, 0), "it"), NOTHING);
});

test("an answer that helped is the outcome of its search", () => {
  const { visit } = searched(freshVisit(null, 0), { query: "lampada", results: 3, corrected: "", language: "it" }, ID);
  const { items } = acted(visit, { solved: true });

  assert.deepEqual([items.length, items[0].outcome, items[0].revision, items[0].id], [1, "solved", 1, ID]);
});
