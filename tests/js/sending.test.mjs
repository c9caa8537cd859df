// The fate of an answer: sent, kept on the device, refused; and when a form is left to the browser.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import {
  aged,
  answerInPlace,
  answerOf,
  canAnswerInPlace,
  DAYS,
  enqueue,
  flush,
  forget,
  fresh,
  isSafe,
  MOST,
  newId,
  QUEUE_KEY,
  send,
  wordsFor,
} from "../../theme/assets/helpcentre/sending.js";

const DAY = 86_400_000;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

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

/** The posts so far, and the statuses of the responses to the next ones; `null`: no connection. */
const line = { posted: [], statuses: [] };

beforeEach(() => {
  line.posted = [];
  line.statuses = [];
  globalThis.localStorage = new Storage();
  globalThis.fetch = async (url, options) => {
    const status = line.statuses.length ? line.statuses.shift() : 201;
    if (status === null) throw new TypeError("no connection");
    line.posted.push({ url, ...options, item: JSON.parse(options.body) });
    return { status, ok: status < 300 };
  };
});

const waiting = () => JSON.parse(localStorage.getItem(QUEUE_KEY) ?? "[]");
const item = (id, more = {}) => ({ kind: "vote", id, ...more });

test("an id is a version 4 uuid, and another each time", () => {
  const ids = Array.from({ length: 50 }, newId);

  for (const id of ids) assert.match(id, UUID);
  assert.equal(new Set(ids).size, 50);
});

test("an id needs no secure origin: randomUUID may be missing", () => {
  const { randomUUID } = crypto;
  try {
    Object.defineProperty(crypto, "randomUUID", { value: undefined, configurable: true });
    assert.match(newId(), UUID);
  } finally {
    Object.defineProperty(crypto, "randomUUID", { value: randomUUID, configurable: true });
  }
});

test("a status means stored, refused for good, or worth another try", () => {
  const means = (statuses) => [...new Set(statuses.map(answerOf))];

  assert.deepEqual(means([200, 201, 204, 299]), ["stored"]);
  assert.deepEqual(means([199, 300, 302, 400, 403, 404, 407, 409, 413, 415, 422, 428, 499]), ["refused"]);
  assert.deepEqual(means([408, 429, 500, 502, 503, 504, 599]), ["busy"]);
});

test("an item is sent as a simple request that outlives the page and carries no cookies", async () => {
  assert.equal(await send("/feedback/v1/items", item("a", { value: 1 })), "stored");

  const [{ url, method, headers, keepalive, credentials, item: sent }] = line.posted;
  assert.deepEqual({ url, method, headers, keepalive, credentials }, {
    url: "/feedback/v1/items",
    method: "POST",
    headers: { "Content-Type": "text/plain" },
    keepalive: true,
    credentials: "omit",
  });
  assert.deepEqual(sent, { kind: "vote", id: "a", value: 1 });
  assert.deepEqual(waiting(), []);
});

test("without a connection an item waits on the device, and says why", async () => {
  line.statuses = [null];

  assert.equal(await send("/u", item("a")), "offline");
  assert.deepEqual(waiting().map(({ item: { id }, url }) => [id, url]), [["a", "/u"]]);
});

test("a collector that cannot store is not called offline", async () => {
  line.statuses = [503];

  assert.equal(await send("/u", item("a")), "busy");
  assert.equal(waiting().length, 1);
});

test("a refused item is not kept", async () => {
  line.statuses = [422];

  assert.equal(await send("/u", item("a")), "refused");
  assert.deepEqual(waiting(), []);
});

test("a click on a channel is never kept", async () => {
  line.statuses = [null];

  assert.equal(await send("/u", item("a"), false), "failed");
  assert.deepEqual(waiting(), []);
});

test("an item that can be neither sent nor kept has failed", async () => {
  line.statuses = [null, 503];
  globalThis.localStorage = {
    getItem: () => null,
    setItem() {
      throw new Error("full");
    },
  };

  assert.deepEqual([await send("/u", item("a")), await send("/u", item("b"))], ["failed", "failed"]);
});

test("the queue keeps the newest twenty, and an item only once", () => {
  let queue = [];
  for (let number = 0; number < 30; number += 1) queue = enqueue(queue, { id: String(number) }, "/u", number);
  queue = enqueue(queue, { id: "29" }, "/u", 99);

  assert.equal(queue.length, MOST);
  assert.deepEqual([queue[0].item.id, queue[19].item.id, queue[19].at], ["10", "29", 99]);
});

test("an entry that waited a week, or is not valid, is not sent", () => {
  const entry = (at) => ({ item: { id: "a" }, url: "/u", at });

  assert.deepEqual(fresh([entry(0), entry(1), entry(2 * DAY), null, {}, "x", { item: {}, url: "/u", at: 1 }], DAYS * DAY), [
    entry(1),
    entry(2 * DAY),
  ]);
  assert.deepEqual(fresh([{ item: { id: "a" }, at: 1 }], 2), []);
  for (const broken of [{ not: "a list" }, null, "[]", 7]) assert.deepEqual(fresh(broken, 0), []);
});

test("an item that waited says for how long, at most for a week", () => {
  const entry = { item: { id: "a", age_ms: 1000 }, url: "/u", at: 5000 };

  assert.equal(aged(entry, 65_000).age_ms, 61_000);
  assert.equal(aged(entry, 0).age_ms, 1000);
  assert.equal(aged(entry, 9 * DAY).age_ms, 7 * DAY);
  assert.deepEqual(aged({ ...entry, item: { id: "a" } }, 65_000), { id: "a" });
});

test("waiting items are sent oldest first, up to the first that cannot be sent", async () => {
  line.statuses = [null, null, null];
  for (const id of ["a", "b", "c"]) await send("/u", item(id));
  line.statuses = [201, 503];

  await flush();

  assert.deepEqual(line.posted.map((each) => each.item.id), ["a", "b"]);
  assert.deepEqual(waiting().map((each) => each.item.id), ["b", "c"]);
});

test("a waiting item that is refused is dropped, and the next one is sent", async () => {
  line.statuses = [null, null];
  for (const id of ["a", "b"]) await send("/u", item(id));
  line.statuses = [422, 201];

  await flush();

  assert.deepEqual(waiting(), []);
  assert.equal(line.posted.length, 2);
});

test("the connection lost again keeps everything", async () => {
  line.statuses = [null];
  await send("/u", item("a"));
  line.statuses = [null];

  await flush();

  assert.equal(waiting().length, 1);
});

test("a queue that is broken is empty", async () => {
  localStorage.setItem(QUEUE_KEY, "{");

  await flush();

  assert.deepEqual(line.posted, []);
});

test("taking an answer back drops it and its comments from the queue, and says whether it waited", async () => {
  line.statuses = [null, null, null];
  await send("/u", item("a"));
  await send("/u", { kind: "comment", id: "c", vote: "a" });
  await send("/u", item("b"));

  assert.equal(forget("a"), true);
  assert.deepEqual(waiting().map((each) => each.item.id), ["b"]);
  assert.equal(forget("a"), false);
  assert.equal(forget("b"), true);
  assert.equal(localStorage.getItem(QUEUE_KEY), null);
});

const TEXTS = { textThanks: "thanks", textLater: "offline", textBusy: "busy", textFailed: "failed" };

test("each outcome has its own message, and only stored answers are thanked for", () => {
  assert.deepEqual(["stored", "offline", "busy", "refused", "failed"].map((outcome) => wordsFor(outcome, TEXTS)), [
    "thanks",
    "offline",
    "busy",
    "failed",
    "failed",
  ]);
  assert.equal(wordsFor("stored", TEXTS, "thanks for no"), "thanks for no");
  assert.equal(wordsFor("offline", TEXTS, "thanks for no"), "offline");
});

test("a page published before there were words for a busy collector says what it has, and never undefined", () => {
  assert.equal(wordsFor("busy", { textLater: "later" }), "later");
  for (const outcome of ["stored", "offline", "busy", "refused", "failed"]) assert.equal(wordsFor(outcome, {}), "");
});

test("an item is safe with the collector or on the device", () => {
  assert.deepEqual(["stored", "offline", "busy", "refused", "failed"].map(isSafe), [true, true, true, false, false]);
});

/** A form that answers events; `press` returns whether the browser would post it. */
class Form extends EventTarget {
  press(submitter) {
    return this.dispatchEvent(Object.assign(new Event("submit", { cancelable: true }), submitter === undefined ? {} : { submitter }));
  }
}

/** A form with `answerInPlace` on it, and what was acted on. */
function answered(understand, act = async () => {}) {
  globalThis.FormData = class {
    constructor(form) {
      this.form = form;
    }
  };
  const form = new Form();
  const acted = [];
  answerInPlace(form, understand, (said) => {
    acted.push(said);
    return act(said);
  });
  return { form, acted };
}

test("a form that is understood stays on the page", () => {
  const button = { value: "0" };
  const { form, acted } = answered((fields, pressed) => [fields.form === form, pressed]);

  assert.equal(form.press(button), false);
  assert.deepEqual(acted, [[true, button]]);
});

test("a form that is not understood is posted by the browser", () => {
  const { form, acted } = answered(() => null);

  assert.equal(form.press({ value: "9" }), true);
  assert.deepEqual(acted, []);
});

test("if the browser does not report which button was pressed, none is assumed", () => {
  const { form, acted } = answered((_, pressed) => pressed && pressed.value);

  assert.equal(form.press(undefined), true);
  assert.equal(form.press(null), true);
  assert.deepEqual(acted, []);
});

test("a failure while a form is read leaves it to the browser", () => {
  const { form } = answered(() => {
    throw new Error("no crypto here");
  });

  assert.equal(form.press({ value: "1" }), true);
});

test("zero is an answer like any other", () => {
  const { form, acted } = answered(() => 0);

  assert.equal(form.press({}), false);
  assert.deepEqual(acted, [0]);
});

test("a second press while the first is on its way does nothing, and afterwards counts again", async () => {
  let arrived;
  const { form, acted } = answered((_, pressed) => pressed, () => new Promise((done) => (arrived = done)));

  assert.equal(form.press("first"), false);
  assert.equal(form.press("second"), false);
  assert.deepEqual(acted, ["first"]);
  arrived();
  await Promise.resolve();
  await Promise.resolve();
  assert.equal(form.press("third"), false);
  assert.deepEqual(acted, ["first", "third"]);
});

test("a form works again after sending has failed", async () => {
  const { form, acted } = answered((_, pressed) => pressed, () => Promise.reject(new Error("unexpected")));

  form.press("first");
  await new Promise((done) => setTimeout(done));
  form.press("second");

  assert.deepEqual(acted, ["first", "second"]);
});

test("forms are answered in place only if the browser reports the button pressed and can send", () => {
  delete globalThis.SubmitEvent;
  assert.equal(canAnswerInPlace(), false);
  globalThis.SubmitEvent = class {};
  assert.equal(canAnswerInPlace(), false);
  globalThis.SubmitEvent = class {
    get submitter() {
      return null;
    }
  };
  assert.equal(canAnswerInPlace(), true);
  globalThis.fetch = undefined;
  assert.equal(canAnswerInPlace(), false);
  delete globalThis.SubmitEvent;
});
