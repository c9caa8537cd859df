// @ts-check
/**
 * "Was this helpful?": votes, reasons, comments, and clicks on contact channels.
 *
 * Without this module the form still posts and the page says thanks; with it the reader stays where they are.
 */
import { flush, forget, send } from "./outbox.js";

/** @typedef {{article: string, language: string, version: string}} Page */
/** @typedef {{id: string, value: number, version: string}} Past */

export const MEMORY_KEY = "helpcentre-answers";
const MOST_REMEMBERED = 200;

/** A vote as the wire wants it. @param {Page} page @param {string} id @param {number} value @param {{reason?: string, heading?: string, replaces?: string | null, age?: number}} [more] */
export function voteItem(page, id, value, more = {}) {
  return {
    kind: "vote",
    id,
    ...page,
    value,
    ...(value === 0 && more.reason ? { reason: more.reason } : {}),
    ...(value === 0 && more.heading ? { heading: more.heading } : {}),
    ...(more.replaces ? { replaces: more.replaces } : {}),
    age_ms: Math.max(0, Math.round(more.age ?? 0)),
  };
}

/** A comment on a vote. @param {Page} page @param {string} id @param {string} vote @param {string} text */
export function commentItem(page, id, vote, text) {
  return { kind: "comment", id, vote, ...page, text: text.trim().slice(0, 1000) };
}

/** A click on a channel. @param {string} id @param {string} channel @param {string} language @param {string | null} article */
export function contactItem(id, channel, language, article) {
  return { kind: "contact", id, channel, language, ...(article ? { article } : {}) };
}

/** What to say of an earlier answer: nothing, that it was given, or (after No, when the text has changed) the question again. @param {Past | undefined} past @param {string} version @returns {"ask" | "answered" | "again"} */
export function greeting(past, version) {
  if (!past) return "ask";
  if (past.version === version) return "answered";
  return past.value === 0 ? "again" : "ask";
}

/** The memory with one more answer, the oldest dropped. @param {Record<string, Past>} memory @param {string} key @param {Past | null} past @returns {Record<string, Past>} */
export function remembered(memory, key, past) {
  const { [key]: _, ...others } = memory;
  const entries = Object.entries(others);
  return Object.fromEntries(past ? [...entries, [key, past]].slice(-MOST_REMEMBERED) : entries);
}

/** @returns {Record<string, Past>} */
function memory() {
  try {
    const value = JSON.parse(localStorage.getItem(MEMORY_KEY) ?? "{}");
    return value && typeof value === "object" && !Array.isArray(value) ? value : {};
  } catch {
    return {};
  }
}

/** @param {string} key @param {Past | null} past */
function remember(key, past) {
  try {
    localStorage.setItem(MEMORY_KEY, JSON.stringify(remembered(memory(), key, past)));
  } catch {
    /* a full or forbidden storage only means that we ask again */
  }
}

/** `crypto.randomUUID` exists on secure origins only; a test on a plain-http address still gets a proper id. */
export function uuid() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** @template {Element} T @param {Element} root @param {string} selector @returns {T} */
function part(root, selector) {
  const found = root.querySelector(selector);
  if (!found) throw new Error(`the feedback widget has no ${selector}`);
  return /** @type {T} */ (found);
}

/** Bring one widget to life. @param {HTMLElement} root */
export function mount(root) {
  if ("hcReady" in root.dataset) return;
  const text = root.dataset;
  const page = { article: text.article ?? "", language: text.language ?? "", version: text.version ?? "" };
  const url = text.hcFeedback ?? "";
  const key = `${page.language}/${page.article}`;
  const form = /** @type {HTMLFormElement} */ (part(root, "form"));
  const answers = /** @type {HTMLElement} */ (part(root, "[data-hc-answers]"));
  const why = /** @type {HTMLDetailsElement} */ (part(root, "[data-hc-why]"));
  const status = /** @type {HTMLElement} */ (part(root, "[data-hc-status]"));
  const after = /** @type {HTMLElement} */ (part(root, "[data-hc-after]"));
  const opened = performance.now();
  /** @type {Past | null} */
  let past = null;
  let busy = false;

  /** @param {string | undefined} words */
  const say = (words) => {
    status.textContent = words ?? "";
  };
  /** @param {"ask" | "why" | "done"} step */
  const show = (step) => {
    answers.hidden = step !== "ask";
    why.hidden = step !== "why";
    why.open = step === "why";
    after.hidden = step === "ask" || !past;
  };
  /** @param {string} outcome @param {string | undefined} words */
  const told = (outcome, words) => {
    say(outcome === "stored" ? words : outcome === "kept" ? text.textLater : text.textFailed);
    return outcome === "stored" || outcome === "kept";
  };

  /** @param {number} value @param {{reason?: string, heading?: string}} [more] */
  async function vote(value, more = {}) {
    const id = uuid();
    const item = voteItem(page, id, value, { ...more, replaces: past?.id ?? null, age: performance.now() - opened });
    const outcome = await send(url, item);
    const fine = told(outcome, value ? text.textThanks : text.textThanksNo);
    if (fine) {
      past = { id, value, version: page.version };
      remember(key, past);
    }
    return fine;
  }

  /** @param {SubmitEvent} event */
  async function submit(event) {
    event.preventDefault();
    if (busy) return;
    busy = true;
    const button = /** @type {HTMLButtonElement | null} */ (event.submitter);
    const fields = new FormData(form);
    try {
      if (button && "hcSend" in button.dataset) await details(fields);
      else if (await vote(Number(button?.value ?? 0))) {
        show(past?.value ? "done" : "why");
        (past?.value ? status : part(why, "input")).focus?.();
      }
    } finally {
      busy = false;
    }
  }

  /** @param {FormData} fields */
  async function details(fields) {
    const reason = String(fields.get("reason") ?? "");
    const heading = String(fields.get("heading") ?? "");
    const words = String(fields.get("text") ?? "").trim();
    if ((reason || heading) && !(await vote(0, { reason, heading }))) return;
    if (words && past) {
      const outcome = await send(url, commentItem(page, uuid(), past.id, words));
      if (!told(outcome, text.textThanksComment)) return;
    } else say(text.textThanks);
    form.reset();
    show("done");
    status.focus();
  }

  async function remove() {
    if (!past || busy) return;
    busy = true;
    forget(past.id);
    try {
      const answer = await fetch(`${url}/${past.id}`, { method: "DELETE", credentials: "omit" });
      if (!answer.ok) throw new Error(String(answer.status));
      past = null;
      remember(key, null);
      say(text.textDeleted);
      show("ask");
    } catch {
      say(text.textFailed);
    } finally {
      busy = false;
    }
  }

  status.tabIndex = -1;
  form.addEventListener("submit", submit);
  part(after, "[data-hc-change]").addEventListener("click", () => {
    say("");
    show("ask");
    /** @type {HTMLElement} */ (part(answers, "button")).focus();
  });
  part(after, "[data-hc-delete]").addEventListener("click", remove);

  const before = memory()[key];
  const words = greeting(before, page.version);
  if (words === "answered") {
    past = before;
    say(before.value ? text.textYes : text.textNo);
    show("done");
  } else {
    if (words === "again") say((text.textAgain ?? "").replace("{date}", text.changed ?? "…"));
    show("ask");
  }
  root.dataset.hcReady = "";
}

/** Count clicks on contact channels: they say which articles did not answer the question. @param {Document} root */
export function mountContacts(root) {
  root.addEventListener("click", (event) => {
    const widget = /** @type {HTMLElement | null} */ (root.querySelector("[data-hc-feedback]"));
    const link = /** @type {Element | null} */ (event.target)?.closest?.("a[data-hc-channel]");
    const url = widget?.dataset.hcFeedback ?? /** @type {HTMLElement | null} */ (root.querySelector("[data-hc-items]"))?.dataset.hcItems;
    if (!link || !url) return;
    const channel = /** @type {HTMLElement} */ (link).dataset.hcChannel ?? "";
    const language = widget?.dataset.language ?? root.documentElement.lang;
    send(url, contactItem(uuid(), channel, language, widget?.dataset.article ?? null), false);
  });
}

function mountAll() {
  for (const root of document.querySelectorAll("[data-hc-feedback]")) mount(/** @type {HTMLElement} */ (root));
}

if (typeof document !== "undefined") {
  mountAll();
  // Material's instant navigation swaps the page without loading it
  /** @type {any} */ (globalThis).document$?.subscribe(mountAll);
  mountContacts(document);
  addEventListener("online", () => flush());
  flush();
}
