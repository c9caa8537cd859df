// @ts-check
/**
 * Sends what readers answer to the collector: votes, scores and clicks on channels.
 *
 * A form is answered in place only if the browser can do all of it; in any doubt the browser posts it as it would
 * without a script. What cannot be sent now waits on this device: only answers that a reader sent with a click, at
 * most 20 items, at most 7 days. An item keeps its id, so sending it twice stores it once.
 */

/** @typedef {Record<string, unknown> & {id: string}} Item */
/** @typedef {{item: Item, url: string, at: number}} Queued */
/** @typedef {"stored" | "refused" | "busy" | "offline"} Answer what became of a request; after the last two it is worth another try */
/** @typedef {Answer | "failed"} Outcome what became of an item: `busy` and `offline` are kept on this device, `failed` is lost */

export const QUEUE_KEY = "helpcentre-outbox";
export const MOST = 20;
export const DAYS = 7;
const DAY_MS = 86_400_000;

/** A new id for an item. `crypto.randomUUID` exists on secure origins only, and not in older browsers. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** The meaning of an HTTP status. @param {number} status @returns {Answer} */
export function answerOf(status) {
  if (status >= 200 && status < 300) return "stored";
  return status === 408 || status === 429 || status >= 500 ? "busy" : "refused";
}

/** The queue with `item` added, the oldest dropped above MOST. @param {Queued[]} queue @param {Item} item @param {string} url @param {number} now @returns {Queued[]} */
export function enqueue(queue, item, url, now) {
  return [...queue.filter((entry) => entry.item.id !== item.id), { item, url, at: now }].slice(-MOST);
}

/** The entries of a stored queue that are still worth sending. @param {unknown} queue @param {number} now @returns {Queued[]} */
export function fresh(queue, now) {
  if (!Array.isArray(queue)) return [];
  return queue.filter((entry) => entry?.item?.id && typeof entry.url === "string" && now - entry.at < DAYS * DAY_MS);
}

/** The item with the time it waited, as `age_ms`. @param {Queued} entry @param {number} now @returns {Item} */
export function aged({ item, at }, now) {
  if (typeof item.age_ms !== "number") return item;
  return { ...item, age_ms: Math.min(item.age_ms + Math.max(0, now - at), DAYS * DAY_MS) };
}

/** @returns {Queued[]} */
function read() {
  try {
    return fresh(JSON.parse(localStorage.getItem(QUEUE_KEY) ?? "[]"), Date.now());
  } catch {
    return [];
  }
}

/** @param {Queued[]} queue @returns {boolean} whether it is stored */
function write(queue) {
  try {
    if (queue.length) localStorage.setItem(QUEUE_KEY, JSON.stringify(queue));
    else localStorage.removeItem(QUEUE_KEY);
    return true;
  } catch {
    return false;
  }
}

/** @param {string} url @param {Item} item @returns {Promise<Answer>} */
async function post(url, item) {
  try {
    const answer = await fetch(url, {
      method: "POST",
      body: JSON.stringify(item),
      // a simple request: no preflight where the collector has its own origin
      headers: { "Content-Type": "text/plain" },
      keepalive: true,
      credentials: "omit",
    });
    return answerOf(answer.status);
  } catch {
    return "offline";
  }
}

/** Send one item; what cannot be sent now is kept (if `keep`) and sent later. @param {string} url @param {Item} item @param {boolean} [keep] @returns {Promise<Outcome>} */
export async function send(url, item, keep = true) {
  const answer = await post(url, item);
  if (answer === "stored" || answer === "refused") return answer;
  return keep && write(enqueue(read(), item, url, Date.now())) ? answer : "failed";
}

/** Drop an item, and the comments on it, from the queue. @param {string} id @returns {boolean} whether it still waited there */
export function forget(id) {
  const queue = read();
  write(queue.filter(({ item }) => item.id !== id && item.vote !== id));
  return queue.some(({ item }) => item.id === id);
}

/** Send everything that waits, oldest first; stops at the first that cannot be sent yet. */
export async function flush() {
  for (const entry of read()) {
    const answer = await post(entry.url, aged(entry, Date.now()));
    if (answer === "busy" || answer === "offline") return;
    forget(entry.item.id);
  }
}

/** Whether an item is safe: with the collector, or on this device. @param {Outcome} outcome */
export function isSafe(outcome) {
  return outcome !== "refused" && outcome !== "failed";
}

/** The message about an outcome; `thanks` only for what is stored. @param {Outcome} outcome @param {DOMStringMap} texts the element's `data-text-…` @param {string | undefined} [thanks] */
export function wordsFor(outcome, texts, thanks = texts.textThanks) {
  const words = { stored: thanks, offline: texts.textLater, busy: texts.textBusy ?? texts.textLater };
  return (isSafe(outcome) ? words[/** @type {"stored" | "offline" | "busy"} */ (outcome)] : texts.textFailed) ?? "";
}

/** Whether this browser can answer in place: it reports which button was pressed, and can send. */
export function canAnswerInPlace() {
  return typeof SubmitEvent === "function" && "submitter" in SubmitEvent.prototype && typeof fetch === "function";
}

/**
 * Answer a form without leaving the page.
 *
 * `understand` returns what the form says, or null if that is not clear; then, and if it fails, the browser posts the
 * form. It gets the button that was pressed, or null if the browser does not report it; then nothing may be assumed.
 * @template T
 * @param {HTMLFormElement} form
 * @param {(fields: FormData, button: HTMLButtonElement | null) => T | null} understand
 * @param {(said: T) => Promise<void>} act sends it and informs the reader; until it has ended, the form does nothing
 */
export function answerInPlace(form, understand, act) {
  let busy = false;
  form.addEventListener("submit", (event) => {
    const said = busy ? null : understood(form, event, understand);
    if (said === null && !busy) return;
    event.preventDefault();
    if (said === null) return;
    busy = true;
    const done = () => {
      busy = false;
    };
    act(said).then(done, done);
  });
}

/** @template T @param {HTMLFormElement} form @param {SubmitEvent} event @param {(fields: FormData, button: HTMLButtonElement | null) => T | null} understand @returns {T | null} */
function understood(form, event, understand) {
  try {
    return understand(new FormData(form), /** @type {HTMLButtonElement | null} */ (event.submitter ?? null));
  } catch {
    return null;
  }
}
