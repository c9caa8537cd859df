// @ts-check
/**
 * The actions of a reader in one tab: search, article, next search, contact.
 *
 * The last search, the last article and the last run of a troubleshooter are kept in the tab's session storage, which the
 * browser deletes with the tab, and for half an hour at most. A search is one item: it is sent when its results have been shown for a moment, and again,
 * with the next revision, when its reader follows a result, searches again, leaves, or goes to a contact channel.
 * Nothing is kept or sent for readers who opted out (Global Privacy Control, Do Not Track).
 */
import { newId, send } from "./sending.js";

/** @typedef {"open" | "clicked" | "refined" | "abandoned" | "contacted" | "solved"} SearchOutcome */
/** @typedef {{kind: "search", id: string, language: string, query: string, results: number, clicked: string | null,
 *   corrected: string | null, previous: string | null, missing: boolean, outcome: SearchOutcome, revision: number}} Search */
/** @typedef {{id: string, language: string, title?: string}} Article */
/** @typedef {{kind: "troubleshooter", id: string, article: string, language: string, version: string, steps: string[],
 *   outcome: "open" | "solved" | "contacted", revision: number}} Run of a troubleshooter; the last of `steps` is where the reader is */
/** @typedef {{step: string, question: string, answer: string}} Passed a step of a troubleshooter and the answer chosen there, in words */
/** @typedef {{article: Article | null, query: string, steps: string[]}} Carried what came before a message */
/** @typedef {{at: number, url: string, search: Search | null, article: Article | null, run?: Run, way?: Passed[]}} Visit `url` is
 *   where its search was sent, `way` the steps that the reader has tried in the troubleshooter of `run` */
/** @typedef {{query: string, results: number, corrected: string, language: string}} Found what a search showed */
/** @typedef {{clicked?: string | null, missing?: boolean, solved?: boolean}} Done what the reader did about it; `clicked` is null for a page that is not an article */
/** @typedef {{visit: Visit, items: Search[]}} Step the visit after something happened, and what there is to send */

export const VISIT_KEY = "helpcentre-visit";
export const LONGEST_PAUSE_MS = 30 * 60_000;
const LONGEST_QUERY = 200;
const MOST_REVISIONS = 1000;

/** @param {{globalPrivacyControl?: boolean, doNotTrack?: string | null}} [reader] */
export function optedOut(reader = globalThis.navigator ?? {}) {
  return reader.globalPrivacyControl === true || reader.doNotTrack === "1" || reader.doNotTrack === "yes";
}

/** Long numbers, addresses and long queries never leave the page as they are; the collector redacts again.
 * @param {string} query */
export function scrub(query) {
  return query
    .trim()
    .replace(/\S+[@＠]\S+/g, "[@]")
    .replace(/[+＋]?\p{Nd}(?:[\s().-]?\p{Nd}){4,}/gu, "[#]")
    .slice(0, LONGEST_QUERY);
}

/** Queries as they are compared. @param {string} query */
const normalised = (query) => query.toLowerCase().split(/\s+/).join(" ");

/** Whether a query is another one whose last word was not finished. @param {string} beginning @param {string} query */
export function isTypedOn(beginning, query) {
  const [start, whole] = [normalised(beginning), normalised(query)];
  return whole.startsWith(start) && /^[\p{L}\p{M}\p{N}]/u.test(whole.slice(start.length)) && /[\p{L}\p{M}\p{N}]$/u.test(start);
}

/** A visit that was kept, or a new one if there is none or it is too old.
 * @param {unknown} kept @param {number} now @param {number} [longest] @returns {Visit} */
export function freshVisit(kept, now, longest = LONGEST_PAUSE_MS) {
  const visit = /** @type {Visit | null} */ (kept);
  const age = now - Number(visit?.at);
  if (visit && age >= 0 && age <= longest) return visit;
  return { at: now, url: "", search: null, article: null };
}

/** @param {Search} search @param {Partial<Search>} changes @returns {Search} */
const revised = (search, changes) => ({ ...search, ...changes, revision: search.revision + 1 });

/** The visit with another state of its search, which is to be sent.
 * @param {Visit} visit @param {Partial<Search>} changes @returns {Step} */
function change(visit, changes) {
  if (!visit.search || visit.search.revision >= MOST_REVISIONS) return { visit, items: [] };
  const search = revised(visit.search, changes);
  return { visit: { ...visit, search }, items: [search] };
}

/** Results have been shown for a moment. The same query again is the same search, and so is one that was typed on; any other
 * one follows the search before it. @param {Visit} visit @param {Found} found @param {string} id for a new search @returns {Step} */
export function searched(visit, found, id) {
  const last = visit.search;
  const query = scrub(found.query);
  const shown = { query, results: found.results, corrected: found.corrected ? scrub(found.corrected) : null };
  if (last && last.language === found.language) {
    if (normalised(last.query) === normalised(query)) {
      return last.outcome === "abandoned" ? change(visit, { outcome: "open" }) : { visit, items: [] };
    }
    const isUnused = last.outcome === "open" || last.outcome === "abandoned";
    if (isUnused && !last.missing && isTypedOn(last.query, query)) return change(visit, { ...shown, outcome: "open" });
  }
  const isRefined = last && last.outcome !== "contacted" && last.revision < MOST_REVISIONS;
  /** @type {Search} */
  const search = {
    kind: "search", id, language: found.language, ...shown, clicked: null, previous: last?.id ?? null, missing: false,
    outcome: "open", revision: 0,
  };
  return { visit: { ...visit, search }, items: isRefined ? [revised(last, { outcome: "refined" }), search] : [search] };
}

/** The reader followed a result, or reported that something is missing. @param {Visit} visit @param {Done} done @returns {Step} */
export function acted(visit, { clicked, missing, solved }) {
  if (missing) return change(visit, { missing: true });
  if (solved) return change(visit, { outcome: "solved" });
  return change(visit, { clicked: clicked ?? visit.search?.clicked ?? null, outcome: "clicked" });
}

/** The page was left. @param {Visit} visit @returns {Step} */
export function left(visit) {
  return visit.search?.outcome === "open" ? change(visit, { outcome: "abandoned" }) : { visit, items: [] };
}

/** The reader went to a contact channel. @param {Visit} visit @returns {Step} */
export function contacted(visit) {
  return visit.search?.outcome === "contacted" ? { visit, items: [] } : change(visit, { outcome: "contacted" });
}

/** @param {number} [longest] how old it may be, in milliseconds @returns {Visit} */
function load(longest) {
  const now = Date.now();
  try {
    return freshVisit(JSON.parse(sessionStorage.getItem(VISIT_KEY) ?? "null"), now, longest);
  } catch {
    return freshVisit(null, now);
  }
}

/** @param {Visit | null} visit null: it has come to its end */
function store(visit) {
  try {
    if (visit) sessionStorage.setItem(VISIT_KEY, JSON.stringify({ ...visit, at: Date.now() }));
    else sessionStorage.removeItem(VISIT_KEY);
  } catch {
    /* a full or forbidden storage only means that the next page knows nothing of this one */
  }
}

/** Sends items that need no answer, also from a page that is being left. @param {string} url @param {import("./sending.js").Item[]} items */
export function sendInPassing(url, items) {
  if (!items.length || !url) return;
  const body = items.length === 1 ? items[0] : items;
  if (typeof navigator.sendBeacon === "function" && navigator.sendBeacon(url, JSON.stringify(body))) return;
  for (const item of items) send(url, item, false);
}

/** Keeps a step and sends what it says. @param {string} url @param {Step} step */
function take(url, { visit, items }) {
  store({ ...visit, url });
  sendInPassing(url, items);
}

/** Reports a search to the collector, and what the reader did about it; resolves to whether it said that this is stored,
 * which only a report of something missing waits for. @param {string} url @param {Found} found @param {Done} [done] */
export async function reportSearch(url, found, done) {
  if (!url || optedOut()) return false;
  const first = searched(load(), found, newId());
  if (!done) {
    take(url, first);
    return false;
  }
  const then = acted(first.visit, done);
  // of two states of one search the later is enough
  const items = [...first.items.filter((item) => item.id !== then.visit.search?.id), ...then.items];
  if (!done.missing) {
    take(url, { visit: then.visit, items });
    return false;
  }
  take(url, { visit: then.visit, items: items.slice(0, -1) });
  return items.length > 0 && (await send(url, items[items.length - 1], false)) === "stored";
}

/** Reports to the collector that the page is left, if a search is still open, however long it was. */
export function reportLeft() {
  if (optedOut()) return;
  const visit = load(Infinity);
  const step = left(visit);
  const over = Date.now() - visit.at > LONGEST_PAUSE_MS;
  if (over) store(null); // reported once more, but no part of what comes next
  else if (step.items.length) store({ ...step.visit, url: visit.url });
  if (step.items.length) sendInPassing(visit.url, step.items);
}

/** Notes that an article is read. @param {string} id @param {string} language @param {string} [title] */
export function noteArticle(id, language, title) {
  if (!optedOut()) store({ ...load(), article: { id, language, ...(title ? { title } : {}) } });
}

/** The reader's way in this tab before writing: the last article and search in a language, and the steps tried.
 * @param {Visit} visit @param {string} language @returns {Carried} */
export function carriedOf({ article, search, run, way = [] }, language) {
  return {
    article: article?.language === language ? article : null,
    query: search?.language === language ? search.query : "",
    steps: (run && run.language !== language ? [] : way).map(({ question, answer }) => `${question} ${answer}`.trim()),
  };
}

/** @param {string} language */
export function readCarried(language) {
  return carriedOf(optedOut() ? freshVisit(null, 0) : load(), language);
}

/** Notes that the reader was helped: what comes next is another question. */
export function noteHelped() {
  store(null);
}

/** Keeps and sends the next state of a troubleshooter's run; a solved one ends the search that led to it.
 * @param {string} url @param {Passed[]} way @param {(run: Run | null) => Run | null} advance returns null if nothing has changed */
export function reportRun(url, way, advance) {
  if (optedOut()) return;
  const visit = load();
  const run = advance(visit.run ?? null);
  if (!run) return;
  store({ ...visit, ...(run.outcome === "solved" ? { search: null, way: [] } : { way }), run });
  sendInPassing(url, [run]);
}

/** Notes a click on a contact channel; returns the last search, and the last article if it is in this language.
 * @param {string} language @returns {{search: string | null, article: string | null}} */
export function noteContact(language) {
  if (optedOut()) return { search: null, article: null };
  const visit = load();
  take(visit.url, contacted(visit));
  const article = visit.article?.language === language ? visit.article.id : null;
  return { search: visit.search?.id ?? null, article };
}
