// @ts-check
// One search field with its results: a combobox on every page, or the results page of a language.

import { reportSearch } from "./visit.js";
import { NO_FILTER, readAddress, writeAddress } from "./search-address.js";
import { SearchClient } from "./search-client.js";
import { Combobox } from "./search-combobox.js";
import { rememberSearch } from "./search-recent.js";
import { renderStart } from "./search-start.js";
import { SearchView } from "./search-view.js";

/** @typedef {import("./search-client.js").Results} Results */
/** @typedef {{form: HTMLFormElement, input: HTMLInputElement, box: HTMLElement, status: HTMLElement}} Elements */
/** @typedef {import("./visit.js").Done} Done */

const FIELD_RESULTS = 6;
const PAGE_RESULTS = 10;
const PAUSE_MS = 60;
/** After one or two letters: the next one makes useless what would be loaded for them. */
const BEGINNING_MS = 180;
/** A search that takes longer says so. */
const SEARCHING_MS = 400;
const SETTLED_MS = 1500;
/** Times after which a query that failed is tried again, in milliseconds. */
const RETRIES_MS = [1000, 3000, 9000];
/** The kinds of pages that readers do not vote on, so that the collector does not know them. */
const NOT_ARTICLES = new Set(["page", "notice"]);
/** A letter of a script with spaces between words; one alone is only the beginning of a word. */
const LETTER = /^(?![\u0e00-\u0eff\u1780-\u17ff\u3005-\u30ff\u3400-\u9fff])\p{L}\p{M}*$/u;

/** The time to wait for the next letter. @param {string} typed */
export const pauseAfter = (typed) => (/(?:^|[^\p{L}\p{M}\p{N}])\p{L}{1,2}$/u.test(typed) ? BEGINNING_MS : PAUSE_MS);

/** Whether there is nothing to search for yet: nothing, one letter or one sign. @param {string} typed */
export function isBeginning(typed) {
  const query = typed.trim();
  return LETTER.test(query) || (Array.from(query).length < 2 && !/\p{L}|\p{Extended_Pictographic}/u.test(query));
}

/** The elements of a search, or null if one is missing. @param {HTMLElement} root @returns {Elements | null} */
export function findElements(root) {
  const form = root.querySelector("form");
  const input = /** @type {HTMLInputElement | null} */ (root.querySelector("input[name=q]"));
  const box = /** @type {HTMLElement | null} */ (root.querySelector("[data-hc-search-results]"));
  const status = /** @type {HTMLElement | null} */ (root.querySelector("[data-hc-search-status]"));
  return form && input && box && status ? { form, input, box, status } : null;
}

export class SearchField {
  /** @param {HTMLElement} root @param {Elements} elements */
  constructor(root, { form, input, box, status }) {
    this.root = root;
    this.form = form;
    this.input = input;
    this.box = box;
    this.language = root.dataset.language || "en";
    this.collector = root.dataset.collector || "";
    this.asPage = root.dataset.hcSearch === "page";
    this.firstLimit = this.asPage ? PAGE_RESULTS : FIELD_RESULTS;
    this.limit = this.firstLimit;
    /** @type {SearchClient | null} */
    this.client = null;
    /** @type {Results | null} */
    this.shown = null;
    this.awaited = false;
    this.failures = 0;
    this.filter = NO_FILTER;
    this.focusOn = ""; // the filter just chosen
    this.focusFrom = 0; // the first result not seen yet, after more were asked for
    /** @type {Record<string, number>} timers by name */
    this.timers = {};
    this.combobox = new Combobox(input, box, { open: () => this.open(), close: () => this.close() });
    this.view = new SearchView(box, status, this.readSetting(), {
      follow: (result, reply) => this.follow(reply, { clicked: NOT_ARTICLES.has(result.kind) ? null : result.id }),
      missing: (reply) => this.report(reply, { missing: true }),
      more: (reply) => this.showMore(reply),
      suggest: (query) => this.replaceQuery(query),
      choose: (filter) => this.chooseFilter(filter),
    });
  }

  readSetting() {
    const { words, root, labels } = this.root.dataset;
    return {
      words: JSON.parse(words || "{}"),
      language: this.language,
      siteRoot: new URL(root || ".", document.baseURI).href,
      allUrl: this.form.hasAttribute("action") ? this.form.action : "",
      asPage: this.asPage,
      hasCollector: Boolean(this.collector),
      labels: JSON.parse(labels || '{"kinds":{},"topics":{}}'),
    };
  }

  /** Listens to the reader, and answers the query of the page's address. */
  start() {
    this.input.addEventListener("focus", () => {
      this.wake();
      if (!this.input.value.trim()) this.showStart();
      else if (this.shown?.query === this.input.value) this.open();
    });
    this.input.addEventListener("input", () => {
      this.limit = this.firstLimit;
      this.filter = NO_FILTER;
      this.ask();
    });
    this.form.addEventListener("submit", (event) => {
      if (!this.asPage && this.form.hasAttribute("action") && this.input.value.trim()) return;
      event.preventDefault();
      this.ask();
    });
    // some browsers empty the field of a page that they bring back
    addEventListener("pageshow", (event) => event.persisted && this.restore());
    addEventListener("online", () => this.failures && this.search(this.input.value));
    if (this.asPage) {
      addEventListener("popstate", () => this.askAddress());
      this.askAddress();
      return;
    }
    this.combobox.start(this.root);
    if (document.activeElement !== this.input) return;
    // for what has been typed while this script was loaded
    this.wake();
    this.ask();
  }

  /** Answers the query of the page's address. */
  askAddress() {
    const { query, filter } = readAddress(location.search);
    this.input.value = query;
    this.filter = filter;
    this.ask();
  }

  /** Puts back the query whose results are shown. */
  restore() {
    if (this.shown && !this.input.value) this.input.value = this.shown.query;
  }

  /** Starts loading the search. */
  wake() {
    const base = new URL(this.root.dataset.base || ".", document.baseURI).href;
    this.client ??= new SearchClient(base, this.language, (reply) => this.receive(reply), () => this.fail());
    return this.client;
  }

  /** Runs something later, unless it is asked for again or cancelled before.
   * @param {string} name @param {number} ms @param {() => void} [action] none: cancels it */
  later(name, ms, action) {
    clearTimeout(this.timers[name]);
    if (action) this.timers[name] = window.setTimeout(action, ms);
  }

  /** Notes whether the results shown are older than the query. @param {boolean} awaited */
  setAwaited(awaited) {
    this.awaited = awaited;
    this.box.setAttribute("aria-busy", String(awaited));
    if (!awaited) this.later("searching", 0);
  }

  /** Searches for what is typed, after a short pause. */
  ask() {
    this.later("settled", 0);
    this.later("retry", 0);
    this.failures = this.focusFrom = 0;
    const query = this.input.value.trim();
    if (this.asPage) history.replaceState(null, "", writeAddress(query, this.filter) || location.pathname);
    if (isBeginning(query)) {
      this.close();
      if (!query) this.showStart();
      return;
    }
    this.setAwaited(true);
    this.later("searching", SEARCHING_MS, () => this.saySearching());
    this.later("pause", pauseAfter(this.input.value), () => this.search(this.input.value));
  }

  /** @param {string} query */
  search(query) {
    this.setAwaited(true);
    this.wake().search(query, this.limit, this.filter);
  }

  /** Says that the search takes its time, and shows it if there is nothing else to see. */
  saySearching() {
    if (!this.awaited) return;
    const { searching } = this.view.words;
    this.view.announce(searching);
    if (this.shown && !this.box.hidden) return;
    this.view.show([this.view.note(searching)]);
    this.open();
  }

  /** @param {Results} reply */
  receive(reply) {
    if (!this.awaited || reply.query !== this.input.value) return;
    if ((!reply.results.length || this.focusFrom) && !reply.final) return; // an early answer is shorter than the list
    const chosen = this.shown?.results[this.combobox.active]?.url;
    this.shown = reply;
    this.filter = reply.final ? reply.filter : this.filter;
    this.view.show(this.view.render(reply));
    this.open();
    this.combobox.activate(chosen ? reply.results.findIndex((result) => result.url === chosen) : -1);
    if (!reply.final) return;
    this.focusNext();
    this.setAwaited(false);
    this.view.announce(this.view.describe(reply));
    if (reply.partial) this.retry();
    else this.failures = 0;
    this.later("settled", SETTLED_MS, () => this.report(reply));
  }

  fail() {
    if (!this.awaited) return;
    this.setAwaited(false);
    this.focusFrom = 0;
    this.shown = null;
    this.view.show(this.view.renderMessage(this.view.words.failed));
    this.open();
    this.view.announce(this.view.words.failed);
    this.retry();
  }

  /** Tries the same query again a little later, as the line may be back. */
  retry() {
    const wait = RETRIES_MS[this.failures];
    this.failures += 1;
    const query = this.input.value;
    if (wait) this.later("retry", wait, () => this.isStillAsked(query) && this.search(query));
  }

  /** Whether a query may be searched again: not while a reader uses the results, which are then replaced. @param {string} query */
  isStillAsked(query) {
    return query === this.input.value && !this.box.hidden && !this.box.contains(document.activeElement);
  }

  /** @param {Results} reply */
  showMore(reply) {
    this.limit += PAGE_RESULTS;
    this.focusFrom = reply.results.length;
    this.search(reply.query);
  }

  /** Puts the focus on the first result that a reader has not seen yet, after more were asked for. */
  focusNext() {
    const chosen = this.focusOn;
    this.focusOn = "";
    if (chosen) /** @type {HTMLElement | null} */ (this.box.querySelector(`[data-filter="${CSS.escape(chosen)}"]`))?.focus();
    const next = this.focusFrom ? this.box.querySelector(".hc-search__list")?.children[this.focusFrom] : null;
    this.focusFrom = 0;
    /** @type {HTMLElement | null | undefined} */ (next?.matches("a") ? next : next?.querySelector("a"))?.focus();
  }

  /** Shows the results of one kind or on one topic, and puts it into the history. @param {import("./search-facets.js").Filter} filter */
  chooseFilter(filter) {
    const by = filter.kind === this.filter.kind ? "topic" : "kind";
    this.filter = filter;
    this.limit = this.firstLimit;
    this.focusOn = `${by} ${filter[by]}`;
    history.pushState(null, "", writeAddress(this.input.value, filter));
    this.search(this.input.value);
  }

  /** Shows what there is before a query: the last searches and the questions asked most. */
  showStart() {
    const parts = renderStart(this.view, (query) => this.replaceQuery(query), () => this.showStart());
    this.view.show(parts);
    if (parts.length) this.open();
    else this.close();
  }

  /** Keeps a search that led to a result, and reports it. @param {Results} reply @param {Done} done */
  follow(reply, done) {
    rememberSearch(this.language, reply.query);
    this.report(reply, done);
  }

  /** @param {string} query */
  replaceQuery(query) {
    this.input.value = query;
    this.input.focus();
    this.ask();
  }

  /** Reports a search to the collector, and what the reader did about it. Results of a damaged index say nothing.
   * @param {Results} reply @param {Done} [done] */
  async report({ query, all, corrected, guessed, partial }, done) {
    if (partial) return false;
    return reportSearch(this.collector, { query, results: guessed ? 0 : all, corrected, language: this.language }, done);
  }

  open() {
    if (!this.asPage && !this.root.contains(document.activeElement)) return;
    if (!this.asPage) this.combobox.showBox();
  }

  close() {
    this.failures = this.focusFrom = 0;
    ["pause", "searching", "retry"].forEach((name) => this.later(name, 0));
    this.setAwaited(false);
    if (this.asPage) this.box.replaceChildren();
    else this.combobox.hideBox();
    this.shown = null;
    this.view.announce("");
  }
}
