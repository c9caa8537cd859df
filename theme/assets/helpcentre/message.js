// @ts-check
/**
 * The contact form: sends the message without leaving the page, with what its writer read, searched for and tried.
 *
 * Without this module the browser posts the form. What is sent along is shown, and the writer can leave it out. A
 * message that cannot be sent now waits on this device and is sent once (see sending.js).
 */
import { answerInPlace, canAnswerInPlace, isSafe, newId, send, wordsFor } from "./sending.js";
import { noteContact, readCarried } from "./visit.js";

/** @typedef {import("./visit.js").Carried} Carried */
/** @typedef {import("./sending.js").Item} Item */

const LONGEST_STEP = 300;
const MOST_STEPS = 20;

/** The words for each part of what is sent along; empty for a part there is nothing of. @param {Carried} carried */
export function describeCarried({ article, query, steps }) {
  return { article: article?.title || article?.id || "", query, steps: steps.join(" · ") };
}

/** A message in the form of the wire contract, with the parts to send along; null for a form that a machine filled in or that is not complete. @param {string} id @param {FormData} fields @param {Carried} carried @param {Set<string>} kept the names of the parts to send @param {number} age @returns {Item | null} */
export function messageItem(id, fields, carried, kept, age) {
  /** @param {string} name */
  const field = (name) => String(fields.get(name) ?? "").trim();
  if (field("website") || !field("text") || !field("email") || !fields.get("consent")) return null;
  const { article, query, steps } = carried;
  return {
    id,
    language: field("language"),
    email: field("email"),
    text: field("text"),
    consent: true,
    ...Object.fromEntries(["name", "subject", "topic"].map((name) => [name, field(name)]).filter(([, value]) => value)),
    ...(article && kept.has("article") ? { article: article.id } : {}),
    ...(query && kept.has("query") ? { query } : {}),
    ...(steps.length && kept.has("steps") ? { steps: steps.slice(-MOST_STEPS).map((step) => step.slice(0, LONGEST_STEP)) } : {}),
    age_ms: Math.max(0, Math.round(age)),
  };
}

/** Show what is sent along, each part with a box to leave it out. @param {HTMLElement} root @param {Carried} carried */
function showCarried(root, carried) {
  const box = /** @type {HTMLElement | null} */ (root.querySelector("[data-hc-carried]"));
  let shown = false;
  for (const [name, text] of Object.entries(describeCarried(carried))) {
    const part = /** @type {HTMLElement | null} */ (root.querySelector(`[data-hc-carry="${name}"]`));
    const words = part?.querySelector("[data-hc-carried-text]");
    if (!part || !words || !text) continue;
    words.textContent = text;
    part.hidden = false;
    shown = true;
  }
  if (box) box.hidden = !shown;
}

/** The names of the parts that are to be sent along. @param {HTMLElement} root */
function keptParts(root) {
  const boxes = /** @type {NodeListOf<HTMLInputElement>} */ (root.querySelectorAll("[data-hc-carry]:not([hidden]) input"));
  const parts = [...boxes].filter((box) => box.checked).map((box) => box.closest("[data-hc-carry]"));
  return new Set(parts.map((part) => /** @type {HTMLElement} */ (part).dataset.hcCarry ?? ""));
}

/** Bring the form to life. @param {HTMLElement} root */
export function mount(root) {
  const form = root.querySelector("form");
  const status = /** @type {HTMLElement | null} */ (root.querySelector("[data-hc-status]"));
  if ("hcReady" in root.dataset || !form || !status || !canAnswerInPlace()) return;
  root.dataset.hcReady = "";
  const { hcMessage: url = "", language = "" } = root.dataset;
  const carried = readCarried(language);
  const id = newId(); // one form is one message, however often the button is pressed
  showCarried(root, carried);
  answerInPlace(
    form,
    (fields) => messageItem(id, fields, carried, keptParts(root), performance.now()),
    async (item) => {
      const { search } = noteContact(language);
      const outcome = await send(url, search ? { ...item, search } : item);
      status.textContent = wordsFor(outcome, root.dataset);
      if (isSafe(outcome)) form.hidden = true;
      status.focus();
    },
  );
}

function mountAll() {
  for (const root of document.querySelectorAll("[data-hc-message]")) mount(/** @type {HTMLElement} */ (root));
}

if (typeof document !== "undefined") {
  mountAll();
  // Material's instant navigation swaps the page without loading it
  /** @type {any} */ (globalThis).document$?.subscribe(mountAll);
}
