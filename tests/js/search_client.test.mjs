import assert from "node:assert/strict";
import test from "node:test";

const assets = new URL("../../theme/assets/helpcentre/", import.meta.url);
const { SearchClient } = await import(new URL("search-client.js", assets).href);
const { isBeginning } = await import(new URL("search-field.js", assets).href);
const { stepActive } = await import(new URL("search-combobox.js", assets).href);
const { createSession } = await import(new URL("search-session.js", assets).href);

const HEAD = new Uint8Array([1, 2, 3]);
const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

/** A client whose workers and line are pretended; `workers` are those it started. */
function pretend({ load = async () => HEAD, importScript = () => Promise.reject(new Error("offline")), hasWorkers = true } = {}) {
  const workers = [];
  class Worker {
    constructor(script) {
      Object.assign(this, { script, posted: [], listeners: {}, ended: false });
      workers.push(this);
    }
    addEventListener(name, listener) {
      this.listeners[name] = listener;
    }
    postMessage(message) {
      this.posted.push(message);
    }
    terminate() {
      this.ended = true;
    }
    reply(data) {
      this.listeners.message({ data });
    }
    break() {
      this.listeners.error({ preventDefault() {} });
    }
  }
  const heard = [];
  const failures = [];
  const tools = { Worker: hasWorkers ? Worker : undefined, load: () => load, importScript };
  const client = new SearchClient("https://x.invalid/s/", "it", (reply) => heard.push(reply), () => failures.push(1), tools);
  return { client, workers, heard, failures };
}

const queries = (worker) => worker.posted.filter(({ type }) => type === "search").map(({ query }) => query);

test("the head is loaded while the worker starts, and is handed to it", async () => {
  const { workers } = pretend();
  assert.match(workers[0].script, /search-worker-it\.js\?\d+$/);
  await settle();
  assert.deepEqual(workers[0].posted, [{ type: "open", base: "https://x.invalid/s/", language: "it", head: HEAD }]);
});

test("a query before the worker is open is asked once it is, and only the newest", async () => {
  const { client, workers } = pretend();
  client.search("uno", 5);
  client.search("due", 5);
  assert.deepEqual(queries(workers[0]), []);
  await settle();
  assert.deepEqual(queries(workers[0]), ["due"]);
});

test("a head that cannot be loaded is left to the worker", async () => {
  const { client, workers } = pretend({ load: () => Promise.reject(new Error("offline")) });
  client.search("uno", 5);
  await settle();
  assert.equal(workers[0].posted[0].head, null);
  assert.deepEqual(queries(workers[0]), ["uno"]);
});

test("an answer to an older query is dropped, whenever it comes", async () => {
  const { client, workers, heard, failures } = pretend();
  await settle();
  client.search("uno", 5);
  client.search("due", 5);
  workers[0].reply({ type: "results", id: 2, query: "due" });
  workers[0].reply({ type: "results", id: 1, query: "uno" });
  workers[0].reply({ type: "failed", id: 1 });
  assert.deepEqual(heard.map(({ query }) => query), ["due"]);
  assert.deepEqual(failures, []);
});

test("a line that is away while the field is touched leaves the search usable: the next query starts it again", async () => {
  const { client, workers, failures } = pretend();
  workers[0].break();
  await settle();
  assert.equal(workers[0].ended, true);
  assert.deepEqual(failures, [], "nobody has asked yet");
  client.search("reso", 5);
  await settle();
  assert.equal(workers.length, 2);
  assert.deepEqual(queries(workers[1]), ["reso"]);
});

test("a query that waits gets the failure, and the next one tries again", async () => {
  const { client, workers, failures } = pretend();
  client.search("uno", 5);
  workers[0].break();
  await settle();
  assert.equal(failures.length, 1);
  client.search("due", 5);
  await settle();
  assert.deepEqual(queries(workers[1]), ["due"]);
});

test("without workers the page searches itself, and the newest query is the one asked", async () => {
  const posted = [];
  let answer;
  const importScript = async () => {
    globalThis.hcCreateSession = (reply) => {
      answer = reply;
      return (request) => posted.push(request);
    };
  };
  for (const hasWorkers of [false, true]) {
    posted.length = 0;
    const { client, workers, heard } = pretend({ importScript, hasWorkers });
    client.search("uno", 5);
    workers[0]?.break();
    client.search("due", 5);
    await settle();
    assert.deepEqual(posted.filter(({ type }) => type === "search").map(({ query }) => query), ["due"]);
    answer({ type: "results", id: 2, query: "due" });
    assert.deepEqual(heard.map(({ query }) => query), ["due"]);
  }
  delete globalThis.hcCreateSession;
});

test("a worker that breaks after it was replaced changes nothing", async () => {
  const { client, workers } = pretend();
  workers[0].break();
  await settle();
  client.search("reso", 5);
  await settle();
  workers[0].break();
  await settle();
  client.search("rimborso", 5);
  assert.equal(workers.length, 2);
  assert.deepEqual(queries(workers[1]), ["reso", "rimborso"]);
});

test("a session opens again after its head could not be loaded", async () => {
  const replies = [];
  const asked = [];
  const loader = () => (path) => {
    asked.push(path);
    return Promise.reject(new Error("offline"));
  };
  const handle = createSession((reply) => replies.push(reply), (word) => word, loader);
  handle({ type: "open", base: "https://x.invalid/", language: "it", head: null });
  await settle();
  handle({ type: "search", id: 1, query: "reso", limit: 5 });
  await settle();
  handle({ type: "search", id: 2, query: "reso", limit: 5 });
  await settle();
  assert.deepEqual(asked, Array(3).fill("it/head.bin"));
  assert.deepEqual(replies.map(({ type, id }) => [type, id]), [["failed", 1], ["failed", 2]]);
});

test("a damaged head from the page is loaded again by the session", async () => {
  const asked = [];
  const loader = () => (path) => {
    asked.push(path);
    return Promise.reject(new Error("offline"));
  };
  const handle = createSession(() => {}, (word) => word, loader);
  handle({ type: "open", base: "https://x.invalid/", language: "it", head: new Uint8Array([9]) });
  await settle();
  assert.deepEqual(asked, []);
  handle({ type: "search", id: 1, query: "reso", limit: 5 });
  await settle();
  assert.deepEqual(asked, ["it/head.bin"]);
});

test("one letter is only the beginning of a word, but one character may be a word", () => {
  for (const typed of ["", " ", "r", " R ", "è", "e\u0301", "я", "?", "7"]) assert.equal(isBeginning(typed), true, typed);
  for (const typed of ["re", "r e", "退", "ค", "の", "📦", "42"]) assert.equal(isBeginning(typed), false, typed);
});

test("the arrow keys go through the options and the field in a circle", () => {
  const walk = (step) => {
    const seen = [];
    for (let active = -1, left = 4; left; left--) seen.push((active = stepActive(active, 3, step)));
    return seen;
  };
  assert.deepEqual(walk(1), [0, 1, 2, -1]);
  assert.deepEqual(walk(-1), [2, 1, 0, -1]);
});
