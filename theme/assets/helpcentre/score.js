// @ts-check
/** The satisfaction and recommendation questions: sends the answer without leaving the page; the form works without. */
import { answerInPlace, canAnswerInPlace, newId, send, wordsFor } from "./sending.js";

const HIGHEST = { csat: 5, nps: 10 };

/** An answer in the form of the wire contract. @param {string} kind @param {string} id @param {number} value @param {string} language @param {number} age */
export function scoreItem(kind, id, value, language, age) {
  return { kind, id, value, language, age_ms: Math.max(0, Math.round(age)) };
}

/** The value of a scale's button, or null if it is not on the scale. @param {string} kind @param {string | null | undefined} text */
export function scoreOf(kind, text) {
  const value = text && /^\d{1,2}$/.test(text) ? Number(text) : NaN;
  return value <= (HIGHEST[/** @type {"csat" | "nps"} */ (kind)] ?? -1) ? value : null;
}

/** The answer of a form: the button and its item; null for anything else than a value of its scale. @param {FormData} fields @param {HTMLButtonElement | null} button @param {string | null} before the id of the answer that is shown as chosen @param {number} age */
export function answerOf(fields, button, before, age) {
  const kind = String(fields.get("kind"));
  const value = button && scoreOf(kind, button.value);
  if (button === null || value === null || fields.get("website")) return null;
  // One id for one intent: a second try with the same button stores nothing twice, another button is a new answer.
  const again = button.getAttribute("aria-pressed") === "true";
  return { button, item: scoreItem(kind, (again && before) || newId(), value, String(fields.get("language")), age) };
}

/** @param {HTMLFormElement} form */
export function mount(form) {
  const url = form.dataset.hcScore;
  const status = form.querySelector("[role=status]");
  if ("hcReady" in form.dataset || !url || !status || !canAnswerInPlace()) return;
  form.dataset.hcReady = "";
  const buttons = /** @type {HTMLButtonElement[]} */ ([...form.querySelectorAll("button[name=value]")]);
  /** @type {string | null} */
  let id = null;
  answerInPlace(
    form,
    (fields, button) => answerOf(fields, button, id, performance.now()),
    async ({ button, item }) => {
      id = item.id;
      for (const each of buttons) each.setAttribute("aria-pressed", String(each === button));
      status.textContent = wordsFor(await send(url, item), form.dataset);
    },
  );
}

function mountAll() {
  for (const form of document.querySelectorAll("form[data-hc-score]")) mount(/** @type {HTMLFormElement} */ (form));
}

if (typeof document !== "undefined") {
  mountAll();
  // Material's instant navigation swaps the page without loading it
  /** @type {any} */ (globalThis).document$?.subscribe(mountAll);
}
