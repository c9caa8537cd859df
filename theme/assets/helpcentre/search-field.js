// @ts-check
// One search field with its results: a combobox on every page, or the results page of a language.

import { reportSearch } from "./visit.js";
import { SearchClient } from "./search-client.js";
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
const LONGEST_ADDRESS = 500;
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
    this.active = -1;
    this.awaited = false;
    this.failures = 0;
    this.focusFrom = 0; // the first result not seen yet, after more were asked for
    /** @type {Record<string, number>} timers by name */
    this.timers = {};
    this.view = new SearchView(box, status, this.readSetting(), {
      follow: (result, reply) => this.report(reply, { clicked: NOT_ARTICLES.has(result.kind) ? null : result.id }),
      missing: (reply) => this.report(reply, { missing: true }),
      more: (reply) => this.showMore(reply),
      suggest: (query) => this.replaceQuery(query),
    });
  }

  readSetting() {
    const { words, root } = this.root.dataset;
    return {
      words: JSON.parse(words || "{}"),
      language: this.language,
      siteRoot: new URL(root || ".", document.baseURI).href,
      allUrl: this.form.hasAttribute("action") ? this.form.action : "",
      asPage: this.asPage,
      hasCollector: Boolean(this.collector),
    };
  }

  /** Listens to the reader, and answers the query of the page's address. */
  start() {
    this.input.addEventListener("focus", () => {
      this.wake();
      if (this.input.value.trim() && this.shown?.query === this.input.value) this.open();
    });
    this.input.addEventListener("input", () => {
      this.limit = this.firstLimit;
      this.ask();
    });
    this.input.addEventListener("keydown", (event) => this.handleKey(event));
    this.form.addEventListener("submit", (event) => {
      if (!this.asPage && this.form.hasAttribute("action") && this.input.value.trim()) return;
      event.preventDefault();
      this.ask();
    });
    // some browsers empty the field of a page that they bring back
    addEventListener("pageshow", (event) => event.persisted && this.restore());
    addEventListener("online", () => this.failures && this.search(this.input.value));
    if (this.asPage) this.askAddress();
    else this.makeCombobox();
  }

  askAddress() {
    const query = new URLSearchParams(location.search).get("q");
    if (!query) return;
    this.input.value = query;
    this.ask();
  }

  makeCombobox() {
    this.input.setAttribute("role", "combobox");
    this.input.setAttribute("aria-autocomplete", "list");
    this.input.setAttribute("aria-expanded", "false");
    this.input.setAttribute("aria-controls", `${this.box.id}-list`);
    this.root.addEventListener("focusout", (event) => {
      if (!this.root.contains(/** @type {Node | null} */ (event.relatedTarget))) this.box.hidden = true;
      if (this.box.hidden) this.input.setAttribute("aria-expanded", "false");
    });
    this.box.addEventListener("mousedown", (event) => event.preventDefault());
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
    if (this.asPage) {
      const address = query ? `?q=${encodeURIComponent(query.slice(0, LONGEST_ADDRESS))}` : location.pathname;
      history.replaceState(null, "", address);
    }
    if (isBeginning(query)) return this.close();
    this.setAwaited(true);
    this.later("searching", SEARCHING_MS, () => this.saySearching());
    this.later("pause", pauseAfter(this.input.value), () => this.search(this.input.value));
  }

  /** @param {string} query */
  search(query) {
    this.setAwaited(true);
    this.wake().search(query, this.limit);
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
    const chosen = this.active >= 0 ? this.shown?.results[this.active]?.url : null;
    this.shown = reply;
    this.active = chosen ? reply.results.findIndex((result) => result.url === chosen) : -1;
    this.view.show(this.view.render(reply));
    this.open();
    this.highlight();
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
    const next = this.focusFrom ? this.box.querySelector(".hc-search__list")?.children[this.focusFrom] : null;
    this.focusFrom = 0;
    /** @type {HTMLElement | null | undefined} */ (next?.matches("a") ? next : next?.querySelector("a"))?.focus();
  }

  /** @param {string} query */
  replaceQuery(query) {
    this.input.value = query;
    this.input.focus();
    this.ask();
  }

  /** Reports a search to the collector, and what the reader did about it. Results of a damaged index say nothing.
   * @param {Results} reply @param {Done} [done] */
  async report({ query, total, corrected, guessed, partial }, done) {
    if (partial) return false;
    return reportSearch(this.collector, { query, results: guessed ? 0 : total, corrected, language: this.language }, done);
  }

  options() {
    return /** @type {HTMLElement[]} */ ([...this.box.querySelectorAll("[role=option]")]);
  }

  open() {
    if (!this.asPage && !this.root.contains(document.activeElement)) return;
    this.box.hidden = false;
    if (!this.asPage) this.input.setAttribute("aria-expanded", String(this.options().length > 0));
  }

  close() {
    this.failures = this.focusFrom = 0;
    ["pause", "searching", "retry"].forEach((name) => this.later(name, 0));
    this.setAwaited(false);
    this.box.hidden = true;
    if (this.asPage) this.box.replaceChildren();
    this.active = -1;
    this.shown = null;
    this.view.announce("");
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  /** Shows which option the arrow keys have reached. */
  highlight() {
    const options = this.options();
    options.forEach((option, position) => option.setAttribute("aria-selected", String(position === this.active)));
    const active = options[this.active];
    if (!active) return this.input.removeAttribute("aria-activedescendant");
    this.input.setAttribute("aria-activedescendant", active.id);
    active.scrollIntoView({ block: "nearest" });
  }

  /** @param {KeyboardEvent} event */
  handleKey(event) {
    if (event.isComposing || this.asPage) return;
    const options = this.options();
    if (event.key === "Escape" && !this.box.hidden) {
      event.preventDefault();
      this.close();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && options.length) {
      event.preventDefault();
      if (this.box.hidden) this.open();
      else this.active = stepActive(this.active, options.length, event.key === "ArrowDown" ? 1 : -1);
      this.highlight();
    } else if (event.key === "Enter" && options[this.active] && !this.box.hidden) {
      event.preventDefault();
      options[this.active].click();
    }
  }
}

/** The option after or before the active one; -1, the field itself, is between the last and the first.
 * @param {number} active @param {number} length @param {1 | -1} step */
export function stepActive(active, length, step) {
  return ((active + 1 + step + length + 1) % (length + 1)) - 1;
}
