// @ts-check
/**
 * "Was this helpful?": votes, reasons, comments, and clicks on contact channels.
 *
 * Without this module the form still posts and the page says thanks; with it the reader stays where they are.
 */
import { noteArticle, noteContact, noteHelped, optedOut, sendInPassing } from "./visit.js";
import { answerInPlace, canAnswerInPlace, flush, forget, isSafe, newId, send, wordsFor } from "./sending.js";

/** @typedef {{article: string, language: string, version: string}} Page */
/** @typedef {{id: string, value: number, version: string}} Past the reader's answer so far */
/** @typedef {import("./sending.js").Item} Item */
/** @typedef {Item & {value: number}} Vote */

export const MEMORY_KEY = "helpcentre-answers";
const MOST_REMEMBERED = 200;

/** A vote in the form of the wire contract. @param {Page} page @param {string} id @param {number} value @param {{reason?: string, heading?: string, replaces?: string | null, age?: number}} [more] @returns {Vote} */
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

/** A comment on a vote. @param {Page} page @param {string} id @param {string} vote @param {string} text @returns {Item} */
export function commentItem(page, id, vote, text) {
  return { kind: "comment", id, vote, ...page, text: text.trim().slice(0, 1000) };
}

/** A click on a channel. @param {string} id @param {string} channel @param {string} language @param {string | null} article @param {string | null} [search] */
export function contactItem(id, channel, language, article, search) {
  return { kind: "contact", id, channel, language, ...(article ? { article } : {}), ...(search ? { search } : {}) };
}

/** A page view. @param {string} id @param {Page} page */
export function viewItem(id, { article, language }) {
  return { kind: "view", id, article, language };
}

/** The message about an earlier answer: nothing, that it was given, or (after No, when the text has changed) the question again. @param {Past | undefined} past @param {string} version @returns {"ask" | "answered" | "again"} */
export function greeting(past, version) {
  if (!past) return "ask";
  if (past.version === version) return "answered";
  return past.value === 0 ? "again" : "ask";
}

/** The memory with one more answer, the oldest dropped. @param {Record<string, Past>} answers @param {string} key @param {Past | null} past @returns {Record<string, Past>} */
export function remembered(answers, key, past) {
  const { [key]: _, ...others } = answers;
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

/** The answer of a press on Yes or No; null for any other button, or if the browser does not report the button. @param {Page} page @param {HTMLButtonElement | null} button @param {{replaces?: string | null, age?: number}} [more] */
export function voteOf(page, button, more) {
  if (button?.value !== "0" && button?.value !== "1") return null;
  return voteItem(page, newId(), Number(button.value), more);
}

/** The answer of the second form: a No with its reason, a comment on the reader's No so far (`past`), both or nothing; null for a form that a machine filled in. @param {Page} page @param {FormData} fields @param {Past | null} past @param {number} age @returns {{vote: Vote | null, comment: Item | null} | null} */
export function detailsOf(page, fields, past, age) {
  const [reason, heading, words] = ["reason", "heading", "text"].map((name) => String(fields.get(name) ?? "").trim());
  if (fields.get("website")) return null;
  const needed = reason || heading || past?.value !== 0;
  const vote = needed ? voteItem(page, newId(), 0, { reason, heading, replaces: past?.id ?? null, age }) : null;
  const comment = words ? commentItem(page, newId(), vote?.id ?? past?.id ?? "", words) : null;
  return { vote, comment };
}

/** @template {HTMLElement} T @param {Element} root @param {string} selector @returns {T} */
function part(root, selector) {
  const found = root.querySelector(selector);
  if (!found) throw new Error(`the feedback widget has no ${selector}`);
  return /** @type {T} */ (found);
}

/** The parts of a widget; throws if one is missing: then the forms stay as they are. @param {HTMLElement} root */
function partsOf(root) {
  return {
    vote: /** @type {HTMLFormElement} */ (part(root, "form[data-hc-vote]")),
    why: /** @type {HTMLDetailsElement} */ (part(root, "[data-hc-why]")),
    details: /** @type {HTMLFormElement} */ (part(root, "[data-hc-why] form")),
    reason: part(root, "[data-hc-why] [name=reason]"),
    status: part(root, "[data-hc-status]"),
    after: part(root, "[data-hc-after]"),
    change: part(root, "[data-hc-change]"),
    remove: part(root, "[data-hc-delete]"),
  };
}

/** Bring one widget to life. @param {HTMLElement} root */
export function mount(root) {
  if ("hcReady" in root.dataset || !canAnswerInPlace()) return;
  const texts = root.dataset;
  const page = { article: texts.article ?? "", language: texts.language ?? "", version: texts.version ?? "" };
  const url = texts.hcFeedback ?? "";
  const key = `${page.language}/${page.article}`;
  const parts = partsOf(root);
  const opened = performance.now();
  const age = () => performance.now() - opened;
  /** @type {Past | null} */
  let past = null;

  /** @param {string | undefined} words */
  const say = (words) => {
    parts.status.textContent = words ?? "";
  };
  /** @param {"ask" | "why" | "done"} step */
  const show = (step) => {
    parts.vote.hidden = step !== "ask";
    parts.why.hidden = step !== "why";
    parts.why.open = step === "why";
    parts.after.hidden = step === "ask" || !past;
  };
  /** @param {Item} item @param {string | undefined} thanks */
  const sent = async (item, thanks) => {
    const outcome = await send(url, item);
    say(wordsFor(outcome, texts, thanks));
    return isSafe(outcome);
  };
  /** @param {Vote} item @param {string | undefined} thanks */
  const voted = async (item, thanks) => {
    if (!(await sent(item, thanks))) return false;
    past = { id: item.id, value: item.value, version: page.version };
    remember(key, past);
    if (item.value === 1) noteHelped();
    return true;
  };

  answerInPlace(
    parts.vote,
    (_, button) => voteOf(page, button, { replaces: past?.id ?? null, age: age() }),
    async (item) => {
      if (!(await voted(item, item.value ? texts.textThanks : texts.textThanksNo))) return;
      show(item.value ? "done" : "why");
      (item.value ? parts.status : parts.reason).focus();
    },
  );
  answerInPlace(
    parts.details,
    (fields) => detailsOf(page, fields, past, age()),
    async ({ vote, comment }) => {
      if (vote && !(await voted(vote, texts.textThanks))) return;
      if (comment && !(await sent(comment, texts.textThanksComment))) return;
      if (!vote && !comment) say(texts.textThanks);
      parts.details.reset();
      show("done");
      parts.status.focus();
    },
  );
  parts.change.addEventListener("click", () => {
    say("");
    show("ask");
    part(parts.vote, "button").focus();
  });
  parts.remove.addEventListener("click", async () => {
    const kept = past;
    if (!kept) return;
    past = null; // a second click meanwhile does nothing
    const waited = forget(kept.id);
    const gone = (await removed(url, kept.id)) || waited;
    if (gone) {
      remember(key, null);
      show("ask");
    } else past = kept;
    say(gone ? texts.textDeleted : texts.textFailed);
    parts.status.focus(); // the button that was pressed may be gone
  });

  const before = memory()[key];
  const greeted = greeting(before, page.version);
  if (greeted === "answered") {
    past = before;
    say(before.value ? texts.textYes : texts.textNo);
  } else if (greeted === "again") say((texts.textAgain ?? "").replace("{date}", texts.changed ?? "…"));
  show(greeted === "answered" ? "done" : "ask");
  root.dataset.hcReady = "";
}

/** Take an answer back from the collector. @param {string} url @param {string} id */
async function removed(url, id) {
  try {
    return (await fetch(`${url}/${id}`, { method: "DELETE", credentials: "omit" })).ok;
  } catch {
    return false;
  }
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
    const before = noteContact(language);
    sendInPassing(url, [contactItem(newId(), channel, language, widget?.dataset.article ?? before.article, before.search)]);
  });
}

/** Note which article is read, and count the view if the site counts views. @param {HTMLElement} root */
function noteView({ dataset }) {
  if (!dataset.article || !dataset.language || "hcRead" in dataset) return;
  dataset.hcRead = "";
  noteArticle(dataset.article, dataset.language, document.querySelector("h1")?.textContent?.trim());
  const { article, language, version = "" } = dataset;
  if ("hcViews" in dataset && !optedOut()) sendInPassing(dataset.hcFeedback ?? "", [viewItem(newId(), { article, language, version })]);
}

function mountAll() {
  for (const root of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-hc-feedback]"))) {
    try {
      noteView(root);
      mount(root);
    } catch {
      /* a widget that lacks a part, or a browser that lacks a feature: its forms post without us */
    }
  }
}

if (typeof document !== "undefined") {
  mountAll();
  // Material's instant navigation swaps the page without loading it
  /** @type {any} */ (globalThis).document$?.subscribe(mountAll);
  mountContacts(document);
  addEventListener("online", () => flush());
  flush();
}
