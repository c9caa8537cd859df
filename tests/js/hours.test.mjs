// The case files of tests/cases/hours, answered by the browser's module; run under several TZ by hours_zones.test.mjs.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

// the source, or the published file that tests/support/test_published.py names
const module = process.env.HOURS_MODULE ?? "../../theme/assets/helpcentre/hours.js";
const { answerBy, bestOf, channelNow, deadline, fastest, isClosed, lineOf, openFirst, sentence, status } = await import(module);

const read = (name) => JSON.parse(readFileSync(new URL(`../cases/hours/${name}`, import.meta.url), "utf8"));
const minute = (text) => Math.floor(Date.parse(text) / 60000);
const iso = (value) => (!value ? null : `${new Date(value * 60000).toISOString().slice(0, 16)}Z`);

const vectors = read("vectors.json");
const schedules = read("compiled.json");
const pages = read("compiled_pages.json");
const promises = read("promises.json");
const compiled = read("compiled_promises.json");

for (const each of vectors.cases) {
  test(`the browser looks up: ${each.name}`, () => {
    const found = status(schedules[each.schedule], minute(each.at));
    assert.deepEqual([found?.open ?? null, iso(found?.next)], [each.open, each.next]);
    if ("work_minutes" in each) {
      assert.equal(iso(answerBy(schedules[each.schedule], minute(each.at), each.work_minutes)), each.answer_by);
    }
  });
}

const zone = process.env.TZ ?? Intl.DateTimeFormat().resolvedOptions().timeZone;

for (const each of read("words.json").cases) {
  test(`the browser says: ${each.name}`, () => {
    const text = sentence(schedules[each.schedule], minute(each.at), pages[each.language]);
    assert.ok(text.startsWith(each.text), `${text} begins with ${each.text}`);
    if (each.reader && zone in each.reader) assert.equal(text, each.reader[zone]);
  });
}

for (const each of promises.cases.filter((one) => one.channel)) {
  test(`the browser promises: ${each.name}`, () => {
    const page = { ...pages[each.language ?? "en"], notices: compiled.notices[each.name] };
    assert.equal(iso(deadline(compiled.file, each.channel, minute(each.at), page)), each.by);
  });
}

for (const each of promises.cases.filter((one) => one.fastest)) {
  test(`the browser's fastest: ${each.name}`, () => {
    const page = { ...pages.en, notices: compiled.notices[each.name] };
    assert.equal(fastest(compiled.file, Object.keys(compiled.file.c), minute(each.at), page) || null, each.fastest);
  });
}

for (const each of promises.cases.filter((one) => one.order)) {
  test(`the browser's order: ${each.name}`, () => {
    assert.deepEqual(openFirst(compiled.file, each.of, minute(each.at)), each.order);
  });
}

for (const each of promises.cases.filter((one) => "best" in one)) {
  test(`the browser's best: ${each.name}`, () => {
    assert.equal(bestOf(compiled.file, each.of, minute(each.at)) ?? null, each.best);
  });
}

test("the line under an article is of the best channel, of the fastest while all recommended ones are closed, or of any", () => {
  const [open, night] = [minute("2026-11-23T08:00Z"), minute("2026-11-23T20:00Z")];
  const page = { ...pages.en, notices: [] };
  const line = (best, now) => lineOf(compiled.file, ["forum", "phone", "mail"], best, now, page);

  assert.deepEqual([line(["phone"], open), line(["phone"], night), line([], night)], ["phone", "mail", "mail"]);
  assert.equal(lineOf(compiled.file, ["forum"], [], night, page), "forum");
});

test("the first of a month is an ordinal in French, and in no other language", () => {
  const opening = minute("2027-02-01T09:00Z");
  const schedule = { f: 0, t: opening + 1, d: [opening], o: [[0, 0]] };
  const say = (language) => {
    const page = { ...pages[language], opens: ["", "", "{day}"], aside: "{text}" };
    return sentence(schedule, minute("2027-01-10T09:00Z"), page);
  };
  assert.equal(say("fr"), "lundi 1er février");
  assert.equal(say("es"), "lunes, 1 de febrero");
  assert.equal(say("nl"), "maandag 1 februari");
});

test("with a clock set before the build the page has no live state", () => {
  const early = minute("2026-09-01T10:00Z");
  assert.equal(sentence(schedules.office, early, pages.en), "");
  for (const id of Object.keys(compiled.file.c)) assert.equal(channelNow(compiled.file, id, early, pages.en), "");
});

test("past the horizon the page has no live state", () => {
  const late = minute("2028-09-01T10:00Z");
  assert.equal(sentence(schedules.always, late, pages.en), "");
  for (const id of Object.keys(compiled.file.c)) assert.equal(channelNow(compiled.file, id, late, pages.en), "");
});

test("a live channel shows its hours, another its answer time, a forum nothing", () => {
  const now = minute("2026-11-23T08:00Z");
  const strip = (text) => text.replace(/ \([^(]*your time\)$/, "");
  const page = { ...pages.en, notices: [] };
  assert.equal(strip(channelNow(compiled.file, "phone", now, page)), "Open now · closes at 13:00");
  assert.equal(strip(channelNow(compiled.file, "mail", now, page)), "Write now · we'll reply by 13:00");
  assert.equal(channelNow(compiled.file, "forum", now, page), "");
});

test("a live channel is not recommended while nobody answers; one that is only written to always may be", () => {
  const noon = { f: 0, t: 1000, d: [100, 100], o: [[0, 0]] };
  const file = { s: { desk: noon }, c: { phone: { s: "desk", w: 3 }, email: { s: "desk", p: 60 }, chat: { w: 1 } }, n: {} };

  assert.deepEqual([99, 100, 199, 200].map((now) => isClosed(file, "phone", now)), [true, false, false, true]);
  assert.equal(isClosed(file, "email", 50), false);
});

test("an unknown state is not shown as closed", () => {
  const file = { s: { desk: { f: 10, t: 20, d: [], o: [[0, 0]] } }, c: { phone: { s: "desk", w: 3 }, chat: { w: 1 } }, n: {} };

  assert.equal(isClosed(file, "phone", 9), false);
  assert.equal(isClosed(file, "phone", 10), true);
  assert.equal(isClosed(file, "phone", 20), false);
  assert.equal(isClosed(file, "chat", 10), false);
  assert.equal(isClosed(file, "nobody", 10), false);
});
