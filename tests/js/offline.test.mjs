// The service worker: the network first, what was kept only without it, nothing of the collector, and a bound on what is kept.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { filesOf } from "../../theme/assets/helpcentre/offline.js";
import { answer, CACHE, isKept, LONGEST_MS, MOST_FILES, pageOpened, startWorker } from "../../theme/assets/helpcentre/offline-worker.js";

const ORIGIN = "https://help.example";
const NOW = Date.parse("2026-11-30T12:00:00Z");

/** A cache as browsers have it: a file put again becomes the newest. */
class Kept extends Map {
  async match(request) {
    return super.get(request.url ?? request)?.clone();
  }
  async put(request, response) {
    const url = request.url ?? request;
    super.delete(url);
    super.set(url, response);
  }
  async keys() {
    return [...super.keys()];
  }
  async delete(url) {
    return super.delete(url);
  }
}

/** A response of this site. */
function page(text, { status = 200, type = "basic", redirected = false, at = NOW, headers = {} } = {}) {
  const response = new Response(text, { status, headers: { Date: new Date(at).toUTCString(), ...headers } });
  const described = { type: { value: type }, redirected: { value: redirected } };
  Object.defineProperties(response, { ...described, clone: { value: () => Object.defineProperties(Response.prototype.clone.call(response), described) } });
  return response;
}

const world = { kept: new Kept(), line: null, asked: [] };
const tools = {
  fetch: async (request) => {
    world.asked.push(request.url);
    if (!world.line) throw new TypeError("Failed to fetch");
    return world.line(request);
  },
  cache: async () => world.kept,
  now: () => NOW,
};
const request = (path, options) => new Request(ORIGIN + path, options);

async function open(path) {
  const { response, rest } = await answer(request(path), tools);
  await rest;
  return response.text();
}

beforeEach(() => {
  world.kept.clear();
  world.asked = [];
  world.line = () => page("new");
});

test("online the network answers, whatever was kept", async () => {
  await world.kept.put(`${ORIGIN}/faq/`, page("old"));
  assert.equal(await open("/faq/"), "new");
  assert.equal(await (await world.kept.match(`${ORIGIN}/faq/`)).text(), "new");
});

test("an error of the server is an answer and is not kept", async () => {
  await world.kept.put(`${ORIGIN}/faq/`, page("old"));
  world.line = () => page("broken", { status: 503 });
  assert.equal(await open("/faq/"), "broken");
  assert.equal(await (await world.kept.match(`${ORIGIN}/faq/`)).text(), "old");
});

test("without a connection a kept page answers, for a day", async () => {
  await open("/faq/");
  world.line = null;
  assert.equal(await open("/faq/"), "new");
  await assert.rejects(open("/other/"), TypeError);

  await world.kept.put(`${ORIGIN}/faq/`, page("kept", { at: NOW - LONGEST_MS }));
  assert.equal(await open("/faq/"), "kept");
  await world.kept.put(`${ORIGIN}/faq/`, page("kept", { at: NOW - LONGEST_MS - 1000 }));
  await assert.rejects(open("/faq/"), TypeError);
});

test("a cache that cannot be written to changes nothing for the reader", async () => {
  const full = { ...tools, cache: async () => Promise.reject(new Error("QuotaExceededError")) };
  const { response, rest } = await answer(request("/faq/"), full);
  await rest;
  assert.equal(await response.text(), "new");
});

test("redirects, answers of other sites, parts, and what says no-store are not kept", async () => {
  const lines = [
    { type: "opaqueredirect", status: 200 }, { type: "cors" }, { redirected: true }, { status: 206 }, { status: 404 },
    { headers: { "Cache-Control": "private, no-store" } },
  ];
  for (const line of lines) {
    world.line = () => page("x", line);
    await open("/faq/");
    assert.equal(world.kept.size, 0, JSON.stringify(line));
  }
});

test("pages and their files are kept; videos, answers to forms, other sites and the collector are left alone", () => {
  for (const path of ["/", "/it/faq/x/", "/assets/helpcentre/site.css", "/reporting/", "/faq/reports/", "/helpcentre/hours.json?v=1"]) {
    assert.ok(isKept(request(path), ORIGIN), path);
  }
  for (const path of ["/feedback/v1/openapi.json", "/feedback", "/reports", "/reports/", "/reports/login", "/healthz", "/readyz", "/metrics"]) {
    assert.ok(!isKept(request(path), ORIGIN), path);
  }
  assert.ok(!isKept(request("/faq/", { method: "POST" }), ORIGIN));
  assert.ok(!isKept(request("/faq/", { method: "HEAD" }), ORIGIN));
  assert.ok(!isKept(request("/x.mp4", { headers: { Range: "bytes=0-" } }), ORIGIN));
  assert.ok(!isKept(new Request("https://shop.example/"), ORIGIN));
  for (const destination of ["video", "audio"]) {
    assert.ok(!isKept({ method: "GET", url: `${ORIGIN}/x`, destination, headers: new Headers() }, ORIGIN), destination);
  }
});

test("at most so many files are kept, the newest", async () => {
  for (let number = 0; number < MOST_FILES + 3; number++) await open(`/${number}/`);
  assert.equal(world.kept.size, MOST_FILES);
  assert.ok(!world.kept.has(`${ORIGIN}/2/`));
  assert.ok(world.kept.has(`${ORIGIN}/3/`));
  await open("/3/");
  await open("/new/");
  assert.ok(world.kept.has(`${ORIGIN}/3/`), "opened again, it is the newest");
  assert.ok(!world.kept.has(`${ORIGIN}/4/`));
});

test("the first page is kept although it was loaded before the worker, each file once", async () => {
  await world.kept.put(`${ORIGIN}/site.css`, page("kept"));
  await pageOpened([`${ORIGIN}/faq/`, `${ORIGIN}/site.css`, `${ORIGIN}/reports/`, "https://shop.example/x"], ORIGIN, tools);

  assert.deepEqual(world.asked, [`${ORIGIN}/faq/`]);
  assert.deepEqual(await world.kept.keys(), [`${ORIGIN}/site.css`, `${ORIGIN}/faq/`]);
  world.line = null;
  await pageOpened([`${ORIGIN}/other/`], ORIGIN, tools);
});

test("a file older than a day is forgotten with the next page", async () => {
  await world.kept.put(`${ORIGIN}/old/`, page("old", { at: NOW - LONGEST_MS - 1000 }));
  await world.kept.put(`${ORIGIN}/new/`, page("new", { at: NOW - LONGEST_MS }));
  await pageOpened([], ORIGIN, tools);
  assert.deepEqual(await world.kept.keys(), [`${ORIGIN}/new/`]);
});

test("a page lists itself without its fragment, and every file once", () => {
  const entries = [{ name: `${ORIGIN}/a.css` }, { name: `${ORIGIN}/a.css` }, { name: `${ORIGIN}/b.js` }];
  assert.deepEqual(filesOf(`${ORIGIN}/faq/?q=x#part`, entries), [`${ORIGIN}/faq/?q=x`, `${ORIGIN}/a.css`, `${ORIGIN}/b.js`]);
});

/** A worker that has started, with the events it hears and what it removes. */
function started() {
  const heard = {}, gone = [];
  const scope = {
    location: { origin: ORIGIN, href: `${ORIGIN}/offline-worker.js` },
    addEventListener: (type, act) => (heard[type] = act),
    registration: { unregister: async () => gone.push("worker") },
    clients: { claim: async () => {} },
    skipWaiting: () => {},
  };
  startWorker(scope);
  return { heard, gone };
}

test("a worker whose file is gone removes itself and what it kept", async (context) => {
  const real = { fetch: globalThis.fetch, caches: globalThis.caches };
  context.after(() => Object.assign(globalThis, real));
  for (const [status, left] of [[200, []], [503, []], [404, [CACHE, "worker"]], [410, [CACHE, "worker"]]]) {
    const { heard, gone } = started();
    globalThis.caches = { open: async () => world.kept, delete: async (name) => gone.push(name) };
    globalThis.fetch = async (asked) => page("x", { status: typeof asked === "string" ? status : 200 });
    const waited = [];
    const asked = { method: "GET", url: `${ORIGIN}/`, mode: "navigate", destination: "document", headers: new Headers() };
    heard.fetch({ request: asked, respondWith: (answered) => waited.push(answered), waitUntil: (work) => waited.push(work) });
    await Promise.all(waited);
    assert.deepEqual(gone, left, status);
    const before = await world.kept.keys();
    world.kept.clear();
    const more = [];
    const file = { ...asked, url: `${ORIGIN}/late.css`, mode: "no-cors" };
    heard.fetch({ request: file, respondWith: (answered) => more.push(answered), waitUntil: (work) => more.push(work) });
    await Promise.all(more);
    assert.equal(world.kept.size, left.length ? 0 : 1, `${status}: ${before}`);
  }
});

test("a request that is not kept goes its usual way", () => {
  const { heard } = started();
  heard.fetch({ request: request("/reports/"), respondWith: () => assert.fail("answered"), waitUntil: () => assert.fail("waited") });
});
