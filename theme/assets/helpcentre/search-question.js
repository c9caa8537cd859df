// @ts-check
// The question of the contact page: answers while the reader types, and a button that says that one of them helped.

import { reportSearch } from "./visit.js";
import { isBeginning, pauseAfter } from "./search-field.js";
import { SearchClient } from "./search-client.js";
import { createResultList } from "./search-results.js";

/** @typedef {import("./search-client.js").Results} Results */
/** @typedef {{input: HTMLInputElement, status: HTMLElement, answers: HTMLElement, list: HTMLElement, solved: HTMLElement,
 *   thanks: HTMLElement}} Parts */

const MOST_ANSWERS = 3;
const SETTLED_MS = 1500;
/** The kinds of pages that readers do not vote on, so that the collector does not know them. */
const NOT_ARTICLES = new Set(["page", "notice"]);

/** The parts of the question, or null if one is missing. @param {HTMLElement} root @returns {Parts | null} */
export function findParts(root) {
  const selectors = {
    input: "input", status: "[data-hc-ask-status]", answers: "[data-hc-ask-answers]", list: "[data-hc-ask-list]",
    solved: "[data-hc-solved]", thanks: "[data-hc-ask-thanks]",
  };
  const found = Object.entries(selectors).map(([name, selector]) => [name, root.querySelector(selector)]);
  return found.every(([, part]) => part) ? Object.fromEntries(found) : null;
}

export class ContactQuestion {
  /** @param {HTMLElement} root @param {Parts} parts */
  constructor(root, parts) {
    this.root = root;
    this.parts = parts;
    this.language = root.dataset.language || "en";
    this.words = /** @type {Record<string, string>} */ (JSON.parse(root.dataset.words || "{}"));
    this.plurals = new Intl.PluralRules(this.language);
    /** @type {SearchClient | null} */
    this.client = null;
    /** @type {Results | null} */
    this.shown = null;
    this.pause = 0;
    this.settled = 0;
  }

  /** Shows the question and listens to the reader. */
  start() {
    const { input, solved } = this.parts;
    this.root.hidden = false;
    input.addEventListener("focus", () => this.wake());
    input.addEventListener("input", () => this.ask());
    input.addEventListener("change", () => this.passOn());
    solved.addEventListener("click", () => this.thank());
  }

  /** Starts loading the search. */
  wake() {
    const base = new URL(this.root.dataset.base || ".", document.baseURI).href;
    this.client ??= new SearchClient(base, this.language, (reply) => this.receive(reply), () => this.hide());
    return this.client;
  }

  /** Searches for what is typed, after a short pause. */
  ask() {
    const { input, thanks } = this.parts;
    clearTimeout(this.pause);
    clearTimeout(this.settled);
    thanks.hidden = true;
    if (isBeginning(input.value)) return this.hide();
    this.pause = window.setTimeout(() => this.wake().search(input.value, MOST_ANSWERS), pauseAfter(input.value));
  }

  /** @param {Results} reply */
  receive(reply) {
    const { input, answers, list, status } = this.parts;
    if (reply.query !== input.value || !reply.final) return;
    if (!reply.results.length || reply.guessed) return this.hide();
    this.shown = reply;
    const siteRoot = new URL(this.root.dataset.root || ".", document.baseURI).href;
    const options = { asPage: true, siteRoot, boxId: list.id, label: this.words.results, about: () => "" };
    list.replaceChildren(
      createResultList(reply.results, options, (result) => this.report({ clicked: NOT_ARTICLES.has(result.kind) ? null : result.id })),
    );
    answers.hidden = false;
    const shown = reply.results.length;
    status.textContent = (this.words[`found.${this.plurals.select(shown)}`] || this.words["found.other"]).replace("{n}", String(shown));
    this.settled = window.setTimeout(() => this.report(), SETTLED_MS);
  }

  hide() {
    this.shown = null;
    this.parts.answers.hidden = true;
    this.parts.status.textContent = "";
  }

  /** An answer helped: says so to the collector and to the reader. */
  thank() {
    clearTimeout(this.settled);
    this.report({ solved: true });
    this.hide();
    this.parts.thanks.hidden = false;
    this.parts.thanks.focus();
  }

  /** Passes the question on to the contact form as its subject, unless it has one. */
  passOn() {
    const subject = /** @type {HTMLInputElement | null} */ (document.querySelector("[data-hc-subject]"));
    if (subject && !subject.value) subject.value = this.parts.input.value.trim();
  }

  /** @param {import("./visit.js").Done} [done] */
  report(done) {
    const reply = this.shown;
    if (!reply || reply.partial) return;
    const { query, total, corrected } = reply;
    reportSearch(this.root.dataset.collector || "", { query, results: total, corrected, language: this.language }, done);
  }
}
