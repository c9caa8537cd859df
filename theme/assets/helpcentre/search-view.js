// @ts-check
// Shows a search to the reader: results, remarks, and the way on if nothing was found.

import { optedOut } from "./visit.js";
import { describeResult, renderFilters } from "./search-filters.js";
import { cloneHelp, createButton, createElement, createNote, createResultList } from "./search-results.js";

/** @typedef {import("./search-client.js").Results} Results */
/** @typedef {import("./search-present.js").Result} Result */
/** @typedef {{follow: (result: Result, reply: Results) => void, more: (reply: Results) => void,
 *   suggest: (query: string) => void, choose: (filter: Filter) => void, missing: (reply: Results) => Promise<boolean>}} Actions what a reader can do */
/** @typedef {import("./search-facets.js").Filter} Filter */
/** @typedef {{words: Record<string, string>, language: string, siteRoot: string, allUrl: string, asPage: boolean,
 *   hasCollector: boolean, labels: import("./search-filters.js").Labels}} Setting `allUrl` is the address of the results page, empty if there is none */

export class SearchView {
  /** @param {HTMLElement} box @param {HTMLElement} status @param {Setting} setting @param {Actions} actions */
  constructor(box, status, setting, actions) {
    this.box = box;
    this.status = status;
    this.setting = setting;
    this.actions = actions;
    this.words = setting.words;
    this.plurals = new Intl.PluralRules(setting.language);
  }

  /** @param {Results} reply @returns {Node[]} */
  render(reply) {
    const isFound = reply.results.length > 0 && !reply.guessed;
    const corrected = isFound && reply.corrected ? this.words.corrected.replace("{query}", reply.corrected) : "";
    const remarks = [corrected, reply.partial ? this.words.partial : ""].filter(Boolean).map((text) => this.note(text));
    if (isFound) return [...remarks, ...this.renderResults(reply)];
    return [...remarks, ...(reply.partial ? cloneHelp() : this.renderNone(reply))];
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
  renderMessage(text) {
    return [this.note(text), ...cloneHelp()];
  }

  /** @param {Node[]} parts */
  show(parts) {
    this.box.replaceChildren(...parts);
    dispatchEvent(new Event("hc")); // our other scripts bring new elements up to date
  }

  /** @param {string} text */
  announce(text) {
    this.inOurLanguage(this.status).textContent = text;
  }

  /** The announcement of an answer. @param {Results} reply */
  describe(reply) {
    if (!reply.results.length || reply.guessed) return this.words.none.replace("{query}", reply.query.trim());
    const words = this.words[`found.${this.plurals.select(reply.total)}`] || this.words["found.other"];
    return words.replace("{n}", String(reply.total));
  }

  /** @param {Results} reply */
  renderResults(reply) {
    const more = reply.total > reply.results.length ? [this.renderMore(reply)] : [];
    if (!this.setting.asPage) return [this.renderList(reply), ...more];
    const { filter: title, all_kinds: allKinds, all_topics: allTopics } = this.words;
    const names = { title, allKinds, allTopics, labels: this.setting.labels };
    const filters = renderFilters(reply, names, (filter) => this.actions.choose(filter));
    return [this.note(this.describe(reply)), ...filters, this.renderList(reply), ...more, this.renderMissing(reply)];
  }

  /** @param {Results} reply */
  renderList(reply) {
    const { asPage, siteRoot, labels } = this.setting;
    /** @param {Result} result */
    const about = (result) => describeResult(result, labels);
    const options = { asPage, siteRoot, boxId: this.box.id, label: this.words.results, about };
    return createResultList(reply.results, options, (result) => this.actions.follow(result, reply));
  }

  /** @param {Results} reply */
  renderMore(reply) {
    const line = this.inOurLanguage(createElement("p", "hc-search__more"));
    if (this.setting.asPage || !this.setting.allUrl) {
      line.append(createButton("hc-button", this.words.more, () => this.actions.more(reply)));
      return line;
    }
    const link = createElement("a", "", [[this.words.all, false]]);
    link.href = `${this.setting.allUrl}?q=${encodeURIComponent(reply.query.trim())}`;
    line.append(link);
    return line;
  }

  /** The ways on if nothing was found, or nothing but a guess. @param {Results} reply */
  renderNone(reply) {
    const guess = reply.results.length ? [this.note(this.words.guess), this.renderList(reply)] : [];
    const none = this.note(this.describe(reply));
    return [none, ...this.renderSuggestion(reply), ...guess, ...cloneHelp(), this.renderMissing(reply)];
  }

  /** Near words, if nothing was found. @param {Results} reply */
  renderSuggestion({ suggestion }) {
    if (!suggestion) return [];
    const line = this.note(`${this.words.did_you_mean} `);
    line.append(createButton("hc-link", suggestion, () => this.actions.suggest(suggestion)));
    return [line];
  }

  /** One click that reports to the writers that something is missing. @param {Results} reply */
  renderMissing(reply) {
    const line = this.inOurLanguage(createElement("p", "hc-search__missing"));
    if (!this.setting.hasCollector || optedOut()) return line;
    const button = createButton("hc-link", this.words.missing, async () => {
      if (button.getAttribute("aria-disabled")) return;
      button.setAttribute("aria-disabled", "true");
      const stored = await this.actions.missing(reply);
      const answer = stored ? this.words.missing_thanks : this.words.missing_failed;
      const said = createElement("span", "", [[answer, false]]);
      said.tabIndex = -1;
      line.append(said);
      if (document.activeElement === button) said.focus(); // before the button goes: the box closes without the focus
      button.remove();
      this.announce(answer);
    });
    line.append(button);
    return line;
  }
}
