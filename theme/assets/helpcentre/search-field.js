// @ts-check
// One search field with its results: a combobox on every page, or the results page of a language.

import { createClient } from "./search-client.js";
import { optedOut, report, searchItem } from "./search-report.js";
import { cloneHelp, createButton, createElement, createNote, createResultList } from "./search-results.js";

/** @typedef {Extract<import("./search-session.js").Reply, {type: "results"}>} Results */
/** @typedef {{form: HTMLFormElement, input: HTMLInputElement, box: HTMLElement, status: HTMLElement}} Elements */
/** @typedef {{clicked?: string, missing?: boolean}} Outcome what a reader did with the results */

const FIELD_RESULTS = 6;
const PAGE_RESULTS = 10;
const PAUSE_MS = 60;
/** After one or two letters: the next one makes useless what would be loaded for them. */
const BEGINNING_MS = 180;
const SETTLED_MS = 1500;
const LONGEST_ADDRESS = 500;

/** How long to wait for the next letter. @param {string} typed */
export const pauseAfter = (typed) => (/(?:^|[^\p{L}\p{M}\p{N}])\p{L}{1,2}$/u.test(typed) ? BEGINNING_MS : PAUSE_MS);

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
    this.status = status;
    /** @type {Record<string, string>} */
    this.words = JSON.parse(root.dataset.words || "{}");
    this.language = root.dataset.language || "en";
    this.collector = root.dataset.collector || "";
    this.siteRoot = new URL(root.dataset.root || ".", document.baseURI).href;
    this.asPage = root.dataset.hcSearch === "page";
    this.firstLimit = this.asPage ? PAGE_RESULTS : FIELD_RESULTS;
    this.limit = this.firstLimit;
    this.plurals = new Intl.PluralRules(this.language);
    /** @type {ReturnType<typeof createClient> | null} */
    this.client = null;
    /** @type {Results | null} */
    this.shown = null;
    this.active = -1;
    this.pauseTimer = 0;
    this.settleTimer = 0;
    this.awaited = false;
    this.reported = "";
    /** @type {string | null} */
    this.previous = null;
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

  /** Starts loading the search. */
  wake() {
    const base = new URL(this.root.dataset.base || ".", document.baseURI).href;
    this.client ??= createClient(base, this.language, (reply) => this.receive(reply), () => this.fail());
    return this.client;
  }

  /** Notes whether the results shown are older than the query. @param {boolean} awaited */
  setAwaited(awaited) {
    this.awaited = awaited;
    this.box.setAttribute("aria-busy", String(awaited));
  }

  /** Searches for what is typed, after a short pause. */
  ask() {
    clearTimeout(this.pauseTimer);
    clearTimeout(this.settleTimer);
    const query = this.input.value.trim();
    if (this.asPage) {
      const address = query ? `?q=${encodeURIComponent(query.slice(0, LONGEST_ADDRESS))}` : location.pathname;
      history.replaceState(null, "", address);
    }
    if (Array.from(query).length < 2 && !/\p{L}/u.test(query)) return this.close();
    this.setAwaited(true);
    this.pauseTimer = window.setTimeout(() => this.search(this.input.value), pauseAfter(this.input.value));
  }

  /** @param {string} query */
  search(query) {
    this.setAwaited(true);
    this.wake().search(query, this.limit);
  }

  /** @param {Results} reply */
  receive(reply) {
    if (!this.awaited || reply.query !== this.input.value) return;
    if (!reply.results.length && !reply.final) return;
    const chosen = this.active >= 0 ? this.shown?.results[this.active]?.url : null;
    this.shown = reply;
    this.active = chosen ? reply.results.findIndex((result) => result.url === chosen) : -1;
    this.render(reply);
    if (!reply.final) return;
    this.setAwaited(false);
    const isFound = reply.results.length && !reply.guessed;
    this.announce(isFound ? this.describeTotal(reply.total) : this.describeNone(reply));
    this.settleTimer = window.setTimeout(() => this.report(reply), SETTLED_MS);
  }

  fail() {
    if (!this.awaited) return;
    this.setAwaited(false);
    this.show([this.note(this.words.failed), ...cloneHelp()]);
    this.announce(this.words.failed);
  }

  /** @param {number} total */
  describeTotal(total) {
    const words = this.words[`found.${this.plurals.select(total)}`] || this.words["found.other"];
    return words.replace("{n}", String(total));
  }

  /** @param {Results} reply */
  describeNone(reply) {
    return this.words.none.replace("{query}", reply.query.trim());
  }

  /** An element with one of our strings, marked if they are not in the language of the page.
   * @template {HTMLElement} T @param {T} element @returns {T} */
  inOurLanguage(element) {
    const { lang } = this.words;
    return lang ? Object.assign(element, { lang, dir: "ltr" }) : element;
  }

  /** @param {string} text */
  note(text) {
    return this.inOurLanguage(createNote(text));
  }

  /** @param {string} text */
  announce(text) {
    this.inOurLanguage(this.status).textContent = text;
  }

  /** @param {Results} reply */
  render(reply) {
    /** @type {Node[]} */
    const parts = [];
    if (reply.corrected && reply.results.length && !reply.guessed) {
      parts.push(this.note(this.words.corrected.replace("{query}", reply.corrected)));
    }
    if (reply.partial) parts.push(this.note(this.words.partial));
    if (reply.results.length && !reply.guessed) parts.push(...this.renderResults(reply));
    else if (reply.partial) parts.push(...cloneHelp());
    else parts.push(...this.renderNone(reply));
    this.show(parts);
    this.highlight();
  }

  /** @param {Results} reply */
  renderResults(reply) {
    const more = reply.total > reply.results.length ? [this.renderMore(reply)] : [];
    return [this.renderList(reply), ...more, ...(this.asPage ? [this.renderMissing(reply)] : [])];
  }

  /** @param {Results} reply */
  renderList(reply) {
    const { asPage, siteRoot } = this;
    const options = { asPage, siteRoot, boxId: this.box.id, label: this.words.results };
    return createResultList(reply.results, options, (result) => this.report(reply, { clicked: result.id }));
  }

  /** @param {Results} reply */
  renderMore(reply) {
    const line = this.inOurLanguage(createElement("p", "hc-search__more"));
    if (this.asPage || !this.form.hasAttribute("action")) {
      line.append(
        createButton("hc-button", this.words.more, () => {
          this.limit += PAGE_RESULTS;
          this.search(reply.query);
          this.input.focus();
        }),
      );
    } else {
      const link = createElement("a", "", [[this.words.all, false]]);
      link.href = `${this.form.action}?q=${encodeURIComponent(reply.query.trim())}`;
      line.append(link);
    }
    return line;
  }

  /** What to do if nothing was found, or nothing but a guess. @param {Results} reply */
  renderNone(reply) {
    const guess = reply.results.length ? [this.note(this.words.guess), this.renderList(reply)] : [];
    const none = this.note(this.describeNone(reply));
    return [none, ...this.renderSuggestion(reply), ...guess, ...cloneHelp(), this.renderMissing(reply)];
  }

  /** Near words, if nothing was found. @param {Results} reply */
  renderSuggestion(reply) {
    if (!reply.suggestion) return [];
    const line = this.note(`${this.words.did_you_mean} `);
    line.append(
      createButton("hc-link", reply.suggestion, () => {
        this.input.value = reply.suggestion;
        this.input.focus();
        this.ask();
      }),
    );
    return [line];
  }

  /** One click that tells the writers what is missing. @param {Results} reply */
  renderMissing(reply) {
    const line = this.inOurLanguage(createElement("p", "hc-search__missing"));
    if (!this.collector || optedOut()) return line;
    const button = createButton("hc-link", this.words.missing, async () => {
      button.disabled = true;
      const stored = await this.report(reply, { missing: true });
      const answer = stored ? this.words.missing_thanks : this.words.missing_failed;
      line.replaceChildren(createElement("span", "", [[answer, false]]));
      this.announce(answer);
    });
    line.append(button);
    return line;
  }

  /** @param {Node[]} parts */
  show(parts) {
    this.box.replaceChildren(...parts);
    dispatchEvent(new Event("hc")); // other scripts of ours bring new elements up to date
    this.open();
  }

  /** Tells the collector about a search that failed, was corrected, followed another one or led somewhere.
   * @param {Results} reply @param {Outcome} [outcome] */
  report(reply, outcome = {}) {
    const results = reply.guessed ? 0 : reply.total;
    const isInteresting = !results || reply.corrected || this.previous || outcome.clicked || outcome.missing;
    const key = JSON.stringify([reply.query, outcome]);
    if (!this.collector || reply.partial || !isInteresting || key === this.reported) return Promise.resolve(false);
    this.reported = key;
    const search = { query: reply.query.trim(), results, corrected: reply.corrected, ...outcome };
    const item = searchItem(search, this.language, this.previous);
    this.previous = item.id;
    return report(this.collector, item);
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
    clearTimeout(this.pauseTimer);
    this.setAwaited(false);
    this.box.hidden = true;
    if (this.asPage) this.box.replaceChildren();
    this.active = -1;
    this.shown = null;
    this.announce("");
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
