// @ts-check
// The search field and the results page. Nothing but this file is loaded before a reader touches a field.

import { createClient } from "./search-client.js";
import { optedOut, report, searchItem } from "./search-report.js";

/** @typedef {import("./search-present.js").Part} Part */
/** @typedef {import("./search-present.js").Result} Result */
/** @typedef {Extract<import("./search-session.js").Reply, {type: "results"}>} Results */

const FIELD_RESULTS = 6;
const PAGE_RESULTS = 10;
const PAUSE_MS = 60;
/** After one or two letters: the next one makes useless what would be loaded for them. */
const BEGINNING_MS = 180;
const SETTLED_MS = 1500;

/** How long to wait for the next letter. @param {string} typed */
export const pauseAfter = (typed) => (/(?:^|[^\p{L}\p{M}\p{N}])\p{L}{1,2}$/u.test(typed) ? BEGINNING_MS : PAUSE_MS);

/** Makes one `[data-hc-search]` element work. @param {HTMLElement} root */
export function mount(root) {
  const form = root.querySelector("form");
  const input = /** @type {HTMLInputElement | null} */ (root.querySelector("input[name=q]"));
  const box = /** @type {HTMLElement | null} */ (root.querySelector("[data-hc-search-results]"));
  const status = /** @type {HTMLElement | null} */ (root.querySelector("[data-hc-search-status]"));
  if (!form || !input || !box || !status || "hcReady" in root.dataset) return;
  root.dataset.hcReady = "";
  const words = JSON.parse(root.dataset.words || "{}");
  const language = root.dataset.language || "en";
  const page = root.dataset.hcSearch === "page";
  const plurals = new Intl.PluralRules(language);
  /** @type {ReturnType<typeof createClient> | null} */
  let client = null;
  /** @type {Results | null} */
  let shown = null;
  let active = -1;
  let limit = page ? PAGE_RESULTS : FIELD_RESULTS;
  let pause = 0;
  let settle = 0;
  let reported = "";
  let awaited = false;
  /** @type {string | null} */
  let previous = null;

  const wake = () => {
    client ??= createClient(new URL(root.dataset.base || ".", document.baseURI).href, language, receive, fail);
    return client;
  };

  /** What is shown is not yet the answer to what is typed. @param {boolean} yes */
  const wait = (yes) => {
    awaited = yes;
    box.setAttribute("aria-busy", String(yes));
  };

  const ask = () => {
    clearTimeout(pause);
    clearTimeout(settle);
    const query = input.value.trim();
    if (page) history.replaceState(null, "", query ? `?q=${encodeURIComponent(query.slice(0, 500))}` : location.pathname);
    if (Array.from(query).length < 2 && !/\p{L}/u.test(query)) return close();
    wait(true);
    pause = window.setTimeout(() => {
      wait(true); // an earlier search may have failed meanwhile
      wake().search(input.value, limit);
    }, pauseAfter(input.value));
  };

  /** @param {Results} reply */
  function receive(reply) {
    if (!awaited || !input || reply.query !== input.value) return;
    if (!reply.results.length && !reply.final) return;
    const chosen = active >= 0 ? shown?.results[active]?.url : null;
    shown = reply;
    active = chosen ? reply.results.findIndex((result) => result.url === chosen) : -1;
    draw(reply);
    if (reply.final) {
      wait(false);
      say(reply.results.length ? counted(reply.total) : words.none.replace("{query}", reply.query.trim()));
      settle = window.setTimeout(() => tell(reply), SETTLED_MS);
    }
  }

  function fail() {
    if (!awaited) return;
    wait(false);
    box?.replaceChildren(note(words.failed), ...help());
    dispatchEvent(new Event("hc"));
    open();
    say(words.failed);
  }

  /** @param {number} total */
  const counted = (total) => (words[`found.${plurals.select(total)}`] || words["found.other"]).replace("{n}", String(total));
  /** @param {string} text */
  const say = (text) => {
    if (status) status.textContent = text;
  };

  /** @param {Results} reply */
  function draw(reply) {
    const parts = [];
    if (reply.corrected && reply.results.length) parts.push(note(words.corrected.replace("{query}", reply.corrected)));
    if (reply.partial) parts.push(note(words.partial));
    if (reply.results.length) {
      parts.push(list(reply));
      if (reply.total > reply.results.length) parts.push(more(reply));
      if (page) parts.push(missing(reply));
    } else if (!reply.partial) {
      parts.push(note(words.none.replace("{query}", reply.query.trim())), ...meant(reply), ...help(), missing(reply));
    } else parts.push(...help());
    box?.replaceChildren(...parts);
    dispatchEvent(new Event("hc"));
    open();
    highlight();
  }

  /** @param {Results} reply */
  function list(reply) {
    const items = reply.results.map((result, position) => {
      const link = element("a", page ? "" : "hc-search__option");
      link.href = new URL(result.url + (result.anchor ? `#${result.anchor}` : ""), siteRoot()).href;
      const title = element("span", "hc-search__title", result.titleParts);
      link.append(title);
      if (result.heading) link.append(element("span", "hc-search__heading", result.headingParts));
      link.append(element("span", "hc-search__snippet", result.snippet));
      link.addEventListener("click", () => tell(reply, { clicked: result.id }));
      if (page) {
        const item = element("li");
        item.append(link);
        return item;
      }
      link.id = `${box?.id}-${position}`;
      link.setAttribute("role", "option");
      link.tabIndex = -1;
      return link;
    });
    const holder = element(page ? "ol" : "div", "hc-search__list");
    if (!page) {
      holder.setAttribute("role", "listbox");
      holder.id = `${box?.id}-list`;
      holder.setAttribute("aria-label", words.results);
    }
    holder.append(...items);
    return holder;
  }

  /** @param {Results} reply */
  function more(reply) {
    const whole = element("p", "hc-search__more");
    if (page || !form?.hasAttribute("action")) {
      const button = element("button", "hc-button", [[words.more, false]]);
      button.type = "button";
      button.addEventListener("click", () => {
        limit += PAGE_RESULTS;
        wait(true);
        wake().search(reply.query, limit);
        input?.focus();
      });
      whole.append(button);
    } else {
      const link = element("a", "", [[words.all, false]]);
      link.href = `${form.action}?q=${encodeURIComponent(reply.query.trim())}`;
      whole.append(link);
    }
    return whole;
  }

  /** Near words, when nothing was found. @param {Results} reply */
  function meant(reply) {
    if (!reply.suggestion) return [];
    const line = note(`${words.did_you_mean} `);
    const button = element("button", "hc-link", [[reply.suggestion, false]]);
    button.type = "button";
    button.addEventListener("click", () => {
      if (!input) return;
      input.value = reply.suggestion;
      input.focus();
      ask();
    });
    line.append(button);
    return [line];
  }

  /** One click that tells the writers what is missing. @param {Results} reply */
  function missing(reply) {
    const line = element("p", "hc-search__missing");
    if (!root.dataset.collector || optedOut()) return line;
    const button = element("button", "hc-link", [[words.missing, false]]);
    button.type = "button";
    button.addEventListener("click", async () => {
      button.disabled = true;
      const stored = await tell(reply, { missing: true });
      line.replaceChildren(element("span", "", [[stored ? words.missing_thanks : words.missing_failed, false]]));
      say(stored ? words.missing_thanks : words.missing_failed);
    });
    line.append(button);
    return line;
  }

  /** Topics and channels, as the server wrote them. */
  function help() {
    const template = /** @type {HTMLTemplateElement | null} */ (document.querySelector("template[data-hc-search-empty]"));
    return template ? [template.content.cloneNode(true)] : [];
  }

  /** @param {Results} reply @param {{clicked?: string, missing?: boolean}} [what] */
  function tell(reply, what = {}) {
    const interesting = !reply.total || reply.corrected || previous || what.clicked || what.missing;
    const key = JSON.stringify([reply.query, what]);
    if (!root.dataset.collector || reply.partial || !interesting || key === reported) return Promise.resolve(false);
    reported = key;
    const search = { query: reply.query.trim(), results: reply.total, corrected: reply.corrected, ...what };
    const item = searchItem(search, language, previous);
    previous = item.id;
    return report(root.dataset.collector, item);
  }

  const siteRoot = () => new URL(root.dataset.root || ".", document.baseURI).href;
  const options = () => /** @type {HTMLElement[]} */ ([...(box?.querySelectorAll("[role=option]") || [])]);

  function open() {
    if (!box || !(page || root.contains(document.activeElement))) return;
    box.hidden = false;
    if (!page) input?.setAttribute("aria-expanded", String(options().length > 0));
  }

  function close() {
    clearTimeout(pause);
    if (!box) return;
    wait(false);
    box.hidden = true;
    if (page) box.replaceChildren();
    active = -1;
    shown = null;
    say("");
    input?.setAttribute("aria-expanded", "false");
    input?.removeAttribute("aria-activedescendant");
  }

  function highlight() {
    const all = options();
    all.forEach((option, position) => option.setAttribute("aria-selected", String(position === active)));
    if (all[active]) {
      input?.setAttribute("aria-activedescendant", all[active].id);
      all[active].scrollIntoView({ block: "nearest" });
    } else input?.removeAttribute("aria-activedescendant");
  }

  /** @param {KeyboardEvent} event */
  function key(event) {
    if (event.isComposing) return;
    const all = page ? [] : options();
    if (event.key === "Escape" && box && !box.hidden && !page) {
      event.preventDefault();
      close();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && all.length) {
      event.preventDefault();
      if (box?.hidden) open();
      else {
        const step = event.key === "ArrowDown" ? 1 : -1;
        active = active < 0 && step < 0 ? all.length - 1 : (active + step + all.length + 1) % (all.length + 1);
        if (active === all.length) active = -1;
      }
      highlight();
    } else if (event.key === "Enter" && all[active] && !box?.hidden) {
      event.preventDefault();
      all[active].click();
    }
  }

  input.addEventListener("focus", () => {
    wake();
    if (input.value.trim() && shown?.query === input.value) open();
  });
  input.addEventListener("input", () => {
    limit = page ? PAGE_RESULTS : FIELD_RESULTS;
    ask();
  });
  input.addEventListener("keydown", key);
  form.addEventListener("submit", (event) => {
    if (!page && form.hasAttribute("action") && input.value.trim()) return;
    event.preventDefault();
    ask();
  });
  if (page) {
    const query = new URLSearchParams(location.search).get("q");
    if (query) {
      input.value = query;
      ask();
    }
    return;
  }
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", `${box.id}-list`);
  root.addEventListener("focusout", (event) => {
    if (!root.contains(/** @type {Node | null} */ (event.relatedTarget))) box.hidden = true;
    if (box.hidden) input.setAttribute("aria-expanded", "false");
  });
  box.addEventListener("mousedown", (event) => event.preventDefault());
}

/** @template {keyof HTMLElementTagNameMap} T @param {T} name @param {string} [kind] @param {Part[]} [parts] */
function element(name, kind, parts = []) {
  const made = document.createElement(name);
  if (kind) made.className = kind;
  for (const [text, marked] of parts) {
    if (!marked) made.append(text);
    else made.append(Object.assign(document.createElement("mark"), { textContent: text }));
  }
  return made;
}

/** @param {string} text */
function note(text) {
  return element("p", "hc-search__note", [[text, false]]);
}

function mountAll() {
  for (const root of document.querySelectorAll("[data-hc-search]")) mount(/** @type {HTMLElement} */ (root));
}

if (typeof document !== "undefined") {
  mountAll();
  // Material's instant navigation swaps the page without loading it
  /** @type {any} */ (globalThis).document$?.subscribe(mountAll);
}
