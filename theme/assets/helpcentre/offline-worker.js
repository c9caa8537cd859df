// @ts-check
/**
 * The service worker of the option `offline`: what a reader has opened stays readable if the connection fails.
 *
 * Every answer comes from the network; only a request that fails there is answered with what was kept, which is at most a
 * day old. So nobody sees an outdated page while online. Published at the top of the site, since it serves what is below it.
 */

/** @typedef {Pick<Request, "method" | "url" | "destination" | "headers">} Asked */
/** @typedef {{fetch: typeof fetch, cache: () => Promise<Cache>, now: () => number}} Tools what a test replaces */

export const CACHE = "helpcentre-offline";
export const MOST_FILES = 120;
export const LONGEST_MS = 86_400_000;
/** The paths that the collector answers (COLLECTOR_ROUTES in site/address_claims.py). */
const COLLECTOR = /^\/(feedback|reports|healthz|readyz|metrics)(\/|$)/;
const TOO_LARGE = ["audio", "video"];

/** Whether an answer is kept: pages and their files, but no parts of videos and nothing of the collector.
 * @param {Asked} request @param {string} origin of the site */
export function isKept({ method, url, destination, headers }, origin) {
  const place = new URL(url);
  if (method !== "GET" || place.origin !== origin || COLLECTOR.test(place.pathname)) return false;
  return !TOO_LARGE.includes(destination) && !headers.has("Range");
}

/** Whether an answer is not older than a day. @param {Response} response @param {number} now */
const isFresh = (response, now) => !(now - Date.parse(response.headers.get("Date") ?? "") > LONGEST_MS);

/** Keeps an answer, and forgets the oldest above MOST_FILES. @param {Cache} cache @param {Request | string} request @param {Response} response */
async function keep(cache, request, response) {
  const isWhole = response.status === 200 && response.type === "basic" && !response.redirected;
  if (!isWhole || /no-store/.test(response.headers.get("Cache-Control") ?? "")) return;
  await cache.put(request, response);
  const kept = await cache.keys();
  await Promise.all(kept.slice(0, Math.max(0, kept.length - MOST_FILES)).map((old) => cache.delete(old)));
}

/** The answer to a request, and the work that is left once it is given. @param {Request} request @param {Tools} tools
 * @returns {Promise<{response: Response, rest: Promise<unknown>}>} */
export async function answer(request, tools) {
  try {
    const response = await tools.fetch(request);
    const copy = response.clone();
    return { response, rest: tools.cache().then((cache) => keep(cache, request, copy)).catch(() => {}) };
  } catch (error) {
    const kept = await (await tools.cache()).match(request, { ignoreVary: true });
    if (!kept || !isFresh(kept, tools.now())) throw error;
    return { response: kept, rest: Promise.resolve() };
  }
}

/** Keeps the files of a page that was opened before this worker was there, and forgets what is older than a day.
 * @param {string[]} addresses @param {string} origin @param {Tools} tools */
export async function pageOpened(addresses, origin, tools) {
  const cache = await tools.cache();
  for (const old of await cache.keys()) {
    const kept = await cache.match(old);
    if (kept && !isFresh(kept, tools.now())) await cache.delete(old);
  }
  for (const address of addresses) {
    const request = new Request(address);
    if (isKept(request, origin) && !(await cache.match(request))) {
      await tools.fetch(request).then((response) => keep(cache, request, response), () => {});
    }
  }
}

/** Whether the site no longer has this worker. @param {string} address of its script */
async function isRemoved(address) {
  const found = await fetch(address, { method: "HEAD", cache: "no-store" }).catch(() => null);
  return found?.status === 404 || found?.status === 410;
}

/** @param {any} scope the global of the worker; TypeScript knows that of pages only */
export function startWorker(scope) {
  const { origin, href } = scope.location;
  let isLeaving = false; // from then on nothing is kept, although pages that are open still ask this worker
  const open = async () => {
    if (isLeaving) throw new Error("the worker was removed");
    return caches.open(CACHE);
  };
  const leave = async () => {
    isLeaving = true;
    await caches.delete(CACHE);
    await scope.registration.unregister();
  };
  /** @type {Tools} */
  const tools = { fetch: (request, options) => fetch(request, options), cache: open, now: Date.now };
  scope.addEventListener("install", () => scope.skipWaiting());
  scope.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(scope.clients.claim()));
  scope.addEventListener("fetch", (/** @type {any} */ event) => {
    if (!isKept(event.request, origin)) return;
    const answered = answer(event.request, tools);
    event.respondWith(answered.then(({ response }) => response));
    event.waitUntil(answered.then(({ rest }) => rest, () => {}));
    if (event.request.mode === "navigate") event.waitUntil(isRemoved(href).then((removed) => (removed ? leave() : undefined)));
  });
  scope.addEventListener("message", (/** @type {any} */ event) => {
    const addresses = event.data?.opened;
    if (Array.isArray(addresses)) event.waitUntil(pageOpened(addresses, origin, tools).catch(() => {}));
  });
}
