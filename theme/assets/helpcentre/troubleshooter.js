// @ts-check
/**
 * A troubleshooter: one question at a time, with deep links, Back, steps to tick off, and a count of what helped.
 *
 * Without this module all steps are on the page and each answer is a link to its step. Answers stay links: the browser
 * keeps the history, and each of its entries holds the way that led to it.
 */
import { newId } from "./sending.js";
import { reportRun } from "./visit.js";

/** @typedef {"open" | "solved" | "contacted"} RunOutcome */
/** @typedef {import("./visit.js").Run} Run */
/** @typedef {import("./visit.js").Passed} Passed */
/** @typedef {{article: string, language: string, version: string}} Page */
/** @typedef {Record<string, {version: string, ticked: string[]}>} Ticks ticked steps by page; the version is that of the text */

export const TICKS_KEY = "helpcentre-ticks";
const MOST_PAGES = 20;
const MOST_STEPS = 30;
const MOST_REVISIONS = 1000;
const OUTCOMES = { solved: "solved", contact: "contacted" };

/** The steps of a run with `step` as the last: each once, in the order of the last visit.
 * @param {readonly string[]} steps @param {string} step */
export const withStep = (steps, step) => [...steps.filter((each) => each !== step), step].slice(-MOST_STEPS);

/** The run after an answer; null if nothing has changed. A run begins with its first answer.
 * @param {Run | null} run @param {Page} page @param {string} from the step with the answer @param {string} to the step or end it led to
 * @param {string} id for a new run @returns {Run | null} */
export function advanced(run, page, from, to, id) {
  const current = run?.article === page.article && run.language === page.language && run.version === page.version ? run : null;
  const outcome = /** @type {RunOutcome} */ (to in OUTCOMES ? OUTCOMES[/** @type {"solved" | "contact"} */ (to)] : "open");
  const tried = withStep(current?.steps ?? [], from);
  const steps = outcome === "open" ? withStep(tried, to) : tried;
  if (!current) return { kind: "troubleshooter", id, ...page, steps, outcome, revision: 0 };
  const isSame = current.outcome === outcome && current.steps.join() === steps.join();
  if (isSame || current.revision >= MOST_REVISIONS) return null;
  return { ...current, steps, outcome, revision: current.revision + 1 };
}

/** The way through the steps with one more, cut at an earlier visit of the same step.
 * @param {readonly Passed[]} way @param {Passed} passed @returns {Passed[]} */
export function extended(way, passed) {
  const before = way.findIndex(({ step }) => step === passed.step);
  return [...(before < 0 ? way : way.slice(0, before)), passed].slice(-MOST_STEPS);
}

/** The ticks with one changed; those of another version of the text are dropped, and so are the pages ticked longest ago.
 * @param {Ticks} ticks @param {string} key @param {string} version @param {string} name @param {boolean} isTicked @returns {Ticks} */
export function withTick(ticks, key, version, name, isTicked) {
  const { [key]: old, ...others } = ticks;
  const kept = (old?.version === version ? old.ticked : []).filter((each) => each !== name);
  const ticked = isTicked ? [...kept, name] : kept;
  const entries = Object.entries(others);
  return Object.fromEntries(ticked.length ? [...entries, [key, { version, ticked }]].slice(-MOST_PAGES) : entries);
}

/** @returns {Ticks} */
function loadTicks() {
  try {
    const value = JSON.parse(localStorage.getItem(TICKS_KEY) ?? "{}");
    return value && typeof value === "object" && !Array.isArray(value) ? value : {};
  } catch {
    return {};
  }
}

/** @param {Ticks} ticks */
function storeTicks(ticks) {
  try {
    if (Object.keys(ticks).length) localStorage.setItem(TICKS_KEY, JSON.stringify(ticks));
    else localStorage.removeItem(TICKS_KEY);
  } catch {
    /* a full or forbidden storage only means that the ticks end with the page */
  }
}

/** Give each numbered instruction a box to tick, as this device remembers it.
 * @param {HTMLElement} root @param {string} key the page @param {string} version of its text */
export function offerTicks(root, key, version) {
  const kept = loadTicks()[key];
  const ticked = kept?.version === version ? kept.ticked : [];
  for (const step of root.querySelectorAll(".troubleshooter__step")) {
    for (const [number, item] of step.querySelectorAll("ol > li").entries()) {
      const name = `${step.querySelector("[id]")?.id}/${number}`;
      const box = root.ownerDocument.createElement("input");
      box.type = "checkbox";
      box.className = "troubleshooter__tick";
      box.ariaLabel = item.textContent?.trim() ?? "";
      box.checked = Array.isArray(ticked) && ticked.includes(name);
      box.addEventListener("change", () => storeTicks(withTick(loadTicks(), key, version, name, box.checked)));
      item.prepend(box);
    }
  }
}

/** The parts of a troubleshooter by the ids that links lead to; steps come before ends. @param {HTMLElement} root */
function partsOf(root) {
  /** @type {Map<string, HTMLElement>} */
  const parts = new Map();
  for (const section of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(".troubleshooter__step, [data-hc-end]"))) {
    const id = section.querySelector("[id]")?.id;
    if (id && !parts.has(id)) parts.set(id, section);
  }
  return parts;
}

/** The words of a heading, without the button that copies a link. @param {Element | null} heading */
function wordsOf(heading) {
  const copy = /** @type {Element | undefined} */ (heading?.cloneNode(true));
  for (const link of copy?.querySelectorAll("a.hc-anchor") ?? []) link.remove();
  return copy?.textContent?.trim() ?? "";
}

/** The way that the history entry of the page holds; null for none. @returns {Passed[] | null} */
function wayOfEntry() {
  const way = history.state?.troubleshooter;
  return Array.isArray(way) ? way : null;
}

/** Bring one troubleshooter to life. @param {HTMLElement} root */
export function mount(root) {
  const page = root.ownerDocument;
  const parts = partsOf(root);
  const [first] = parts.keys();
  if ("hcReady" in root.dataset || !first || first in OUTCOMES) return;
  root.dataset.hcReady = "";
  const { article = "", language = page.documentElement.lang, version = "", hcFeedback = "" } =
    /** @type {HTMLElement | null} */ (page.querySelector("[data-hc-feedback]"))?.dataset ?? {};
  const menu = page.createElement("p");
  const back = page.createElement("button");
  const again = page.createElement("a");
  /** @type {Passed | null} an answer that was pressed, until its step is shown */
  let pressed = null;
  /** @type {Passed[]} */
  let way = [];
  let shown = "";

  /** The id of the part that a fragment leads to, whatever is in it. @param {string} hash */
  const partFor = (hash) => {
    const target = page.getElementById(decode(hash.slice(1)));
    if (!target || !root.contains(target)) return null;
    return [...parts].find(([, section]) => section.contains(target))?.[0] ?? null;
  };
  /** @param {string} id @param {boolean} moved whether the reader came from another part */
  const show = (id, moved) => {
    shown = id;
    for (const [name, section] of parts) {
      // browsers that know "until-found" still find its words, and then open it
      if (name === id) section.removeAttribute("hidden");
      else section.setAttribute("hidden", "until-found");
    }
    back.hidden = !way.length;
    menu.hidden = id === first && !way.length;
    const section = /** @type {HTMLElement} */ (parts.get(id));
    if (id === "contact") listTried(section, way, root.dataset.textTried ?? "");
    section.append(menu);
    if (!moved) return;
    const start = /** @type {HTMLElement} */ (section.querySelector("[id]"));
    start.tabIndex = -1;
    start.focus();
  };
  /** Show what the address asks for, and keep the way to it in its history entry. @param {boolean} moved */
  const follow = (moved) => {
    const asked = partFor(location.hash);
    if (!asked && location.hash && moved) return; // another part of the page
    const id = asked ?? first;
    const before = wayOfEntry();
    if (before) way = before;
    else if (pressed) way = extended(way, pressed);
    else way = [];
    if (!before) history.replaceState({ ...history.state, troubleshooter: way }, "");
    pressed = null;
    show(id, moved && id !== shown);
  };

  root.addEventListener("click", (event) => {
    const link = /** @type {HTMLAnchorElement | null} */ (/** @type {Element} */ (event.target).closest(".troubleshooter__answers a"));
    const to = link && partFor(link.hash);
    if (!link || !to || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const from = shown;
    pressed = { step: from, question: wordsOf(page.getElementById(from)), answer: link.textContent?.trim() ?? "" };
    if (!article) return;
    const about = { article, language, version };
    reportRun(hcFeedback, extended(way, pressed), (run) => advanced(run, about, from, to, newId()));
  });
  root.addEventListener("beforematch", (event) => {
    const id = partFor(`#${/** @type {Element} */ (event.target).querySelector("[id]")?.id}`);
    if (id) location.hash = id;
  });
  back.type = "button";
  back.className = "hc-link";
  back.textContent = root.dataset.textBack ?? "";
  back.addEventListener("click", () => history.back());
  again.href = `#${first}`;
  again.textContent = root.dataset.textAgain ?? "";
  again.addEventListener("click", () => {
    if (location.hash !== again.hash) return; // else the address does not change, and nothing would happen
    way = [];
    history.replaceState({ ...history.state, troubleshooter: way }, "");
    show(first, true);
  });
  menu.className = "troubleshooter__menu";
  menu.append(back, " ", again);
  offerTicks(root, `${language}/${article || location.pathname}`, version);
  addEventListener("hashchange", () => follow(true));
  follow(false);
  if (partFor(location.hash)) parts.get(shown)?.scrollIntoView();
}

/** A fragment as the id it names. @param {string} text */
function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** List the steps tried, for those who call or write; the contact form reads them from the visit.
 * @param {HTMLElement} section the end that leads to a person @param {Passed[]} way @param {string} title of the list */
function listTried(section, way, title) {
  const page = section.ownerDocument;
  section.querySelector(".troubleshooter__tried")?.remove();
  if (!way.length) return;
  const box = page.createElement("div");
  const name = page.createElement("p");
  const list = page.createElement("ol");
  box.className = "troubleshooter__tried";
  name.textContent = title;
  for (const { question, answer } of way) {
    const item = page.createElement("li");
    item.textContent = `${question} – ${answer}`;
    list.append(item);
  }
  box.append(name, list);
  section.append(box);
}

function mountAll() {
  for (const root of document.querySelectorAll("[data-hc-troubleshooter]")) mount(/** @type {HTMLElement} */ (root));
}

if (typeof document !== "undefined") {
  mountAll();
  // Material's instant navigation swaps the page without loading it
  /** @type {any} */ (globalThis).document$?.subscribe(mountAll);
}
