// @ts-check
/** The satisfaction and recommendation questions: sends the answer without leaving the page; the form works without. */
import { send } from "./outbox.js";

/** An answer as the wire wants it. @param {string} kind @param {string} id @param {number} value @param {string} language @param {number} age */
export function scoreItem(kind, id, value, language, age) {
  return { kind, id, value, language, age_ms: Math.max(0, Math.round(age)) };
}

/** The value a scale's button stands for, or null when it is none of it. @param {string} kind @param {string | null | undefined} text */
export function scoreOf(kind, text) {
  const value = text && /^\d{1,2}$/.test(text) ? Number(text) : -1;
  return value >= 0 && value <= (kind === "nps" ? 10 : 5) ? value : null;
}

/** What to say of how sending went. @param {string} outcome @param {DOMStringMap} text */
export function wordsFor(outcome, text) {
  if (outcome === "stored") return text.textThanks ?? "";
  return (outcome === "kept" ? text.textLater : text.textFailed) ?? "";
}

/** @param {HTMLFormElement} form */
export function mount(form) {
  if ("hcReady" in form.dataset) return;
  form.dataset.hcReady = "";
  const url = form.dataset.hcScore ?? "";
  const status = /** @type {HTMLElement} */ (form.querySelector("[role=status]"));
  const buttons = /** @type {HTMLButtonElement[]} */ ([...form.querySelectorAll("button[name=value]")]);
  /** @type {string | null} */
  let id = null;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const fields = new FormData(form);
    const kind = String(fields.get("kind"));
    const chosen = /** @type {HTMLButtonElement | null} */ (/** @type {SubmitEvent} */ (event).submitter);
    const value = scoreOf(kind, chosen?.value);
    if (value === null || fields.get("website")) return;
    // One id for one intent: a second try with the same button stores nothing twice, another button is a new answer.
    if (!chosen?.hasAttribute("aria-pressed") || chosen.getAttribute("aria-pressed") !== "true") id = crypto.randomUUID();
    for (const button of buttons) button.setAttribute("aria-pressed", String(button === chosen));
    const item = scoreItem(kind, id ?? crypto.randomUUID(), value, String(fields.get("language")), performance.now());
    status.textContent = wordsFor(await send(url, item), form.dataset);
  });
}

function mountAll() {
  for (const form of document.querySelectorAll("form[data-hc-score]")) mount(/** @type {HTMLFormElement} */ (form));
}

if (typeof document !== "undefined") {
  mountAll();
  // Material's instant navigation swaps the page without loading it
  /** @type {any} */ (globalThis).document$?.subscribe(mountAll);
}
