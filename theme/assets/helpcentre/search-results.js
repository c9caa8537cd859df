// @ts-check
// The results of a search as elements of the page. Text is always set as text, never as HTML.

/** @typedef {import("./search-present.js").Part} Part */
/** @typedef {import("./search-present.js").Result} Result */
/** @typedef {{asPage: boolean, boxId: string, siteRoot: string, label: string,
 *   about: (result: Result) => string}} ListOptions `about` says of a result on its page what it is about */

/** @template {keyof HTMLElementTagNameMap} T @param {T} name @param {string} [className] @param {Part[]} [parts] */
export function createElement(name, className, parts = []) {
  const element = document.createElement(name);
  if (className) element.className = className;
  for (const [text, marked] of parts) {
    element.append(marked ? Object.assign(document.createElement("mark"), { textContent: text }) : text);
  }
  return element;
}

/** @param {string} text */
export function createNote(text) {
  return createElement("p", "hc-search__note", [[text, false]]);
}

/** A button that looks as `className` says. @param {string} className @param {string} text @param {() => void} onClick */
export function createButton(className, text, onClick) {
  const button = createElement("button", className, [[text, false]]);
  button.type = "button";
  button.addEventListener("click", onClick);
  return button;
}

/** The list of results: an ordered list on the results page, a list box under a field.
 * @param {Result[]} results @param {ListOptions} options @param {(result: Result) => void} onFollow */
export function createResultList(results, options, onFollow) {
  const items = results.map((result, position) => {
    const link = createResultLink(result, options.siteRoot);
    link.addEventListener("click", () => onFollow(result));
    if (!options.asPage) return makeOption(link, `${options.boxId}-${position}`);
    const about = options.about(result);
    if (about) link.append(createElement("span", "hc-search__about", [[about, false]]));
    return wrapInItem(link, ...createSectionList(result, options.siteRoot, () => onFollow(result)));
  });
  const list = createElement(options.asPage ? "ol" : "div", "hc-search__list");
  if (!options.asPage) {
    list.setAttribute("role", "listbox");
    list.id = `${options.boxId}-list`;
    list.setAttribute("aria-label", options.label);
  }
  list.append(...items);
  return list;
}

/** @param {Result} result @param {string} siteRoot */
function createResultLink(result, siteRoot) {
  const link = createElement("a");
  link.href = new URL(result.url + (result.anchor ? `#${result.anchor}` : ""), siteRoot).href;
  link.append(createElement("span", "hc-search__title", result.titleParts));
  if (result.heading) link.append(createElement("span", "hc-search__heading", result.headingParts));
  link.append(createElement("span", "hc-search__snippet", result.snippet));
  return link;
}

/** A list of links to other sections of the article that answer; nothing if there are none.
 * @param {Result} result @param {string} siteRoot @param {() => void} onFollow */
function createSectionList({ url, sections }, siteRoot, onFollow) {
  if (!sections.length) return [];
  const list = createElement("ul", "hc-search__sections");
  for (const { anchor, parts } of sections) {
    const link = createElement("a", "", parts);
    link.href = new URL(`${url}#${anchor}`, siteRoot).href;
    link.addEventListener("click", onFollow);
    list.append(wrapInItem(link));
  }
  return [list];
}

/** @param {HTMLElement[]} parts */
function wrapInItem(...parts) {
  const item = createElement("li");
  item.append(...parts);
  return item;
}

/** @param {HTMLElement} link @param {string} id */
export function makeOption(link, id) {
  link.className = "hc-search__option";
  link.id = id;
  link.setAttribute("role", "option");
  link.tabIndex = -1;
  return link;
}

/** The topics and channels that the server wrote for a search without results. */
export function cloneHelp() {
  const template = /** @type {HTMLTemplateElement | null} */ (document.querySelector("template[data-hc-search-empty]"));
  return template ? [template.content.cloneNode(true)] : [];
}
