// @ts-check
/**
 * Sends items to the collector, and keeps what could not be sent.
 *
 * The queue holds only what a reader sent by a click of their own: at most 20 items, at most 7 days. An item keeps
 * its id, so that sending it twice stores it once.
 */

/** @typedef {Record<string, any> & {id: string}} Item */
/** @typedef {{item: Item, url: string, at: number}} Queued */
/** @typedef {"stored" | "refused" | "later"} Outcome */

export const QUEUE_KEY = "helpcentre-outbox";
export const MOST = 20;
export const DAYS = 7;
const DAY_MS = 86_400_000;

/** What an HTTP status means for the reader: kept, refused for good, or worth another try. @param {number} status @returns {Outcome} */
export function outcomeOf(status) {
  if (status >= 200 && status < 300) return "stored";
  return status === 408 || status === 429 || status >= 500 ? "later" : "refused";
}

/** The queue with `item` added, the oldest dropped above MOST. @param {Queued[]} queue @param {Item} item @param {string} url @param {number} now @returns {Queued[]} */
export function enqueue(queue, item, url, now) {
  return [...queue.filter((entry) => entry.item.id !== item.id), { item, url, at: now }].slice(-MOST);
}

/** What of the queue is still worth sending. @param {unknown} queue @param {number} now @returns {Queued[]} */
export function fresh(queue, now) {
  if (!Array.isArray(queue)) return [];
  return queue.filter((entry) => entry?.item?.id && typeof entry.url === "string" && now - entry.at < DAYS * DAY_MS);
}

/** The item with the time it waited, as `age_ms`. @param {Queued} entry @param {number} now @returns {Item} */
export function aged(entry, now) {
  const waited = Math.max(0, now - entry.at);
  return "age_ms" in entry.item ? { ...entry.item, age_ms: Math.min(entry.item.age_ms + waited, DAYS * DAY_MS) } : entry.item;
}

/** @returns {Queued[]} */
function read() {
  try {
    return fresh(JSON.parse(localStorage.getItem(QUEUE_KEY) ?? "[]"), Date.now());
  } catch {
    return [];
  }
}

/** @param {Queued[]} queue */
function write(queue) {
  try {
    if (queue.length) localStorage.setItem(QUEUE_KEY, JSON.stringify(queue));
    else localStorage.removeItem(QUEUE_KEY);
    return true;
  } catch {
    return false;
  }
}

/** @param {string} url @param {Item} item @returns {Promise<Outcome>} */
async function post(url, item) {
  try {
    const answer = await fetch(url, {
      method: "POST",
      body: JSON.stringify(item),
      headers: { "Content-Type": "text/plain" }, // simple request: no preflight where the collector has its own origin
      keepalive: true,
      credentials: "omit",
    });
    return outcomeOf(answer.status);
  } catch {
    return "later";
  }
}

/** Send one item; what cannot be sent now is kept (when `keep`) and sent later. @param {string} url @param {Item} item @param {boolean} [keep] @returns {Promise<Outcome | "kept">} */
export async function send(url, item, keep = true) {
  const outcome = await post(url, item);
  if (outcome !== "later" || !keep) return outcome;
  return write(enqueue(read(), item, url, Date.now())) ? "kept" : "later";
}

/** Take an item back that may still wait in the queue. @param {string} id */
export function forget(id) {
  write(read().filter((entry) => entry.item.id !== id && entry.item.vote !== id));
}

/** Send everything that waits, oldest first; stops at the first that cannot be sent yet. */
export async function flush() {
  for (const entry of read()) {
    if ((await post(entry.url, aged(entry, Date.now()))) === "later") return;
    forget(entry.item.id);
  }
}
