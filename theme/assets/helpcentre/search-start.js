// @ts-check
// The box before a reader types: the last searches on this device, the questions asked most, and the shortcut.

import { forgetSearches, recentSearches } from "./search-recent.js";
import { createButton, createElement, makeOption } from "./search-results.js";
import { isSlashOn, turnSlashOff } from "./search-shortcut.js";

/** @typedef {import("./search-view.js").SearchView} SearchView */
/** @typedef {(query: string) => void} Suggest */

/** The parts of the box before anything is typed; none if there is nothing to show.
 * @param {SearchView} view @param {Suggest} suggest searches for a query @param {() => void} redraw shows the parts again
 * @returns {HTMLElement[]} */
export function renderStart(view, suggest, redraw) {
  const recent = recentSearches(view.setting.language);
  const groups = [
    ...(recent.length ? [renderGroup(view, "recent", view.words.recent, recent.map((query) => linkQuery(view, query, suggest)))] : []),
    ...renderPopular(view),
  ];
  if (!groups.length) return [];
  if (view.setting.asPage) return [...groups, ...renderButtons(view, recent.length > 0, redraw)];
  const list = createElement("div", "hc-search__list");
  list.setAttribute("role", "listbox");
  list.id = `${view.box.id}-list`;
  list.setAttribute("aria-label", view.words.results);
  list.append(...groups);
  return [list, ...renderButtons(view, recent.length > 0, redraw)];
}

/** A heading with its links: a list on the results page, options of the list box under a field.
 * @param {SearchView} view @param {string} name @param {string} title @param {HTMLAnchorElement[]} links */
function renderGroup(view, name, title, links) {
  const { asPage } = view.setting;
  const heading = view.inOurLanguage(createElement(asPage ? "h2" : "p", "hc-search__group", [[title, false]]));
  heading.id = `${view.box.id}-${name}`;
  const list = createElement(asPage ? "ul" : "div", "hc-search__start");
  list.setAttribute("aria-labelledby", heading.id);
  if (!asPage) list.setAttribute("role", "group");
  for (const [at, link] of links.entries()) {
    const item = createElement("li");
    item.append(link);
    list.append(asPage ? item : makeOption(link, `${view.box.id}-${name}-${at}`));
  }
  const group = createElement("div");
  if (!asPage) group.setAttribute("role", "presentation");
  group.append(heading, list);
  return group;
}

/** @param {SearchView} view @param {string} query @param {Suggest} suggest */
function linkQuery({ setting }, query, suggest) {
  const link = createElement("a", "", [[query, false]]);
  link.href = `${setting.allUrl}?q=${encodeURIComponent(query)}`;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    suggest(query);
  });
  return link;
}

/** The questions that the server wrote into the page. @param {SearchView} view */
function renderPopular(view) {
  const template = /** @type {HTMLTemplateElement | null} */ (document.querySelector("template[data-hc-search-start]"));
  const found = template ? [...template.content.querySelectorAll("a")] : [];
  const links = found.map((link) => /** @type {HTMLAnchorElement} */ (link.cloneNode(true)));
  return links.length ? [renderGroup(view, "popular", template?.dataset.title || "", links)] : [];
}

/** @param {SearchView} view @param {boolean} hasRecent @param {() => void} redraw */
function renderButtons(view, hasRecent, redraw) {
  const { words } = view;
  /** @param {string} text @param {() => void} action */
  const button = (text, action) =>
    createButton("hc-link", text, () => {
      action();
      redraw();
    });
  /** @type {HTMLElement[][]} */
  const lines = hasRecent ? [[button(words.forget, forgetSearches)]] : [];
  const hasKeyboard = matchMedia("(hover: hover) and (pointer: fine)").matches;
  if (hasKeyboard && isSlashOn()) lines.push([createElement("span", "", [[`${words.slash} `, false]]), button(words.slash_off, turnSlashOff)]);
  return lines.map((parts) => {
    const line = view.note("");
    line.replaceChildren(...parts);
    return line;
  });
}
