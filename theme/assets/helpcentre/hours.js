// @ts-check
/**
 * The live state of hours and channels. It looks times up and formats them; it computes no time zone or holiday.
 *
 * All times are minutes since 1970 in UTC, from `helpcentre/hours.json` (see support/hours_json.py). Without this
 * module, past the horizon, or with a clock set before the build, the page shows its tables and promises only.
 * Published without comments (site/published_scripts.py) it stays under 2.2 kB gzipped.
 *
 * @typedef {{f: number, t: number, d: number[], o: [number, number][]}} Schedule
 * @typedef {{s?: string, w?: number, p?: number, e?: number}} Channel
 * @typedef {{f: number, t: number, p: Record<string, number>}} Notice
 * @typedef {{s: Record<string, Schedule>, c: Record<string, Channel>, n: Record<string, Notice>}} File
 * @typedef {Record<string, any>} Page sentences, `locale`, and the `notices` of the page: `page_data` in support/hours_json.py
 * @typedef {{form: number, day: string, time: string}} When a time today (form 0), tomorrow (1) or on a later day (2)
 */

/** Whether a minute is within the horizon of a schedule, or a notice is active: in [f, t). @param {{f: number, t: number} | undefined} span @param {number} now */
const holds = (span, now) => span !== undefined && span.f <= now && now < span.t;

/** The minutes at which it opens, closes, opens, …; none past the horizon. @param {Schedule} schedule @param {number} now */
function edges(schedule, now) {
  let edge = schedule?.f;
  return holds(schedule, now) ? schedule.d.map((delta) => (edge += delta)) : [];
}

/** The state of a schedule and when it changes; both undefined past the horizon. @param {Schedule} schedule @param {number} now @returns {{open?: boolean, next?: number}} */
export function status(schedule, now) {
  const all = edges(schedule, now);
  const past = all.filter((edge) => edge <= now).length;
  return holds(schedule, now) ? { open: past % 2 > 0, next: all[past] } : {};
}

/** The minute by which `working` open minutes have passed; NaN past the horizon. @param {Schedule} schedule @param {number} now @param {number} working */
export function answerBy(schedule, now, working) {
  const all = edges(schedule, now);
  for (let index = 0; index < all.length; index += 2) {
    const begin = Math.max(all[index], now);
    const left = Math.max((all[index + 1] ?? schedule.t) - begin, 0);
    if (left && working <= left) return begin + working;
    working -= left;
  }
  return NaN;
}

/** A sentence with its `{name}` filled in. @param {string} text @param {Record<string, any>} values */
const fill = (text, values) => text.replace(/{(\w+)}/g, (_, name) => values[name]);

/** A time in words as seen from `now`, on the clock that is `ahead` minutes ahead of UTC. @param {number} minute @param {number} now @param {Page} page @param {(minute: number) => number} ahead @returns {When} */
function when(minute, now, page, ahead) {
  const at = minute + ahead(minute);
  const today = now + ahead(now);
  const days = Math.floor(at / 1440) - Math.floor(today / 1440);
  /** @param {Intl.DateTimeFormatOptions} options */
  const format = (options) => new Date(at * 6e4).toLocaleString(page.locale, { ...options, timeZone: "UTC" });
  const time = format({ timeStyle: "short" });
  // French, whose weekdays alone end so, has an ordinal for the first of the month: "lundi 1er juin"
  if (days > 1) return { form: 2, day: format({ weekday: "long", ...(days > 6 && { day: "numeric", month: "long" }) }).replace(/(di|he) 1 /, "$1 1er "), time };
  // in the night the clocks go back, 02:30 can follow 02:45: say which 02:30 is meant
  return { form: days > 0 ? 1 : 0, day: "", time: at > today ? time : fill(page.again, { time }) };
}

/** The sentence for the shop's time, with the reader's own time if their clock differs. @param {string[]} forms @param {Schedule} schedule @param {number} minute @param {number} now @param {Page} page */
function say(forms, { o }, minute, now, page) {
  const shop = when(minute, now, page, (at) => o.filter(([since]) => since <= at).pop()?.[1] ?? NaN);
  const own = when(minute, now, page, (at) => -new Date(at * 6e4).getTimezoneOffset());
  const text = fill(forms[shop.form], shop);
  const sameDay = own.form === shop.form && own.day === shop.day;
  if (sameDay && own.time === shop.time) return text;
  // on another day than the shop's the reader's time needs its day: "opens tomorrow at 09:00 (23:00 today, your time)"
  return fill(page.aside, { text, aside: fill(page.yours[sameDay ? 0 : own.form + 1], own) });
}

/** "Open now · closes at 18:00"; empty past the horizon. @param {Schedule} schedule @param {number} now @param {Page} page */
export function sentence(schedule, now, page) {
  const { open, next } = status(schedule, now);
  if (next) return say(page[open ? "closes" : "opens"], schedule, next, now, page);
  return holds(schedule, now) ? page[open ? "always" : "never"] : "";
}

/** The minute of the answer on this page, up to the next quarter hour: the slowest of the promise and the notices; NaN if it is not known. @param {File} file @param {string} id @param {number} now @param {Page} page */
export function deadline({ s, c, n }, id, now, page) {
  const { s: name = "", p = NaN, e } = c[id];
  const delays = page.notices.map((/** @type {string} */ notice) => (holds(n[notice], now) && n[notice].p[id]) || 0);
  const minutes = Math.max(p, ...delays);
  const by = e ? now + minutes : answerBy(s[name], now, minutes);
  return Math.ceil(by / 15) * 15;
}

/** The channel of `ids` that answers first; a live one whose wait does not end before it closes only when no other has a time. @param {File} file @param {string[]} ids @param {number} now @param {Page} page */
export function fastest(file, ids, now, page) {
  let best = "";
  let first = Infinity;
  for (const id of ids) {
    const { s = "", w } = file.c[id];
    const by = w == null ? deadline(file, id, now, page) : answerBy(file.s[s], now, w);
    const at = w != null && by > now + w ? by + 1e9 : by;
    if (at < first) [best, first] = [id, at];
  }
  return best;
}

/** The state of a channel: the hours of a live one, the answer time of another. @param {File} file @param {string} id @param {number} now @param {Page} page */
export function channelNow(file, id, now, page) {
  const { s = "", w } = file.c[id] ?? {};
  const schedule = file.s[s];
  if (w != null || !holds(schedule, now)) return sentence(schedule, now, page);
  const by = deadline(file, id, now, page);
  return by ? say(page.reply, schedule, by, now, page) : "";
}

/** Whether a live channel is closed, so that it is not the one to recommend. @param {File} file @param {string} id @param {number} now */
export function isClosed(file, id, now) {
  const { s = "", w } = file.c[id] ?? {};
  return w != null && status(file.s[s], now).open === false;
}

/** The channels in the order of a listing: closed ones after the others. @param {File} file @param {string[]} ids @param {number} now */
export function openFirst(file, ids, now) {
  return [...ids].sort((one, other) => Number(isClosed(file, one, now)) - Number(isClosed(file, other, now)));
}

/** The first recommended channel that is not closed. @param {File} file @param {string[]} recommended @param {number} now @returns {string | undefined} */
export function bestOf(file, recommended, now) {
  return recommended.find((id) => !isClosed(file, id, now));
}

/** The channel to show in one line: the best that is not closed, else the one that answers first. @param {File} file @param {string[]} ids @param {string[]} recommended the best first @param {number} now @param {Page} page */
export function lineOf(file, ids, recommended, now, page) {
  return bestOf(file, recommended, now) || fastest(file, ids, now, page) || recommended[0] || ids[0];
}

/** Put the cards of a listing in order and mark the closed ones; not while the reader is among them. @param {File} file @param {HTMLElement} list @param {string[]} ids @param {number} now */
function sortCards(file, list, ids, now) {
  const cards = openFirst(file, ids, now).map((id) => /** @type {HTMLElement} */ (list.querySelector(`[data-hc-line="${id}"]`)));
  list.classList.add("hc-channels__list--sorted");
  for (const card of cards) card.classList.toggle("hc-channel--closed", isClosed(file, card.dataset.hcLine ?? "", now));
  if (!list.contains(document.activeElement) && cards.some((card, place) => list.children[place] !== card)) list.append(...cards);
}

/** Show the line of one channel, and hide the others. @param {HTMLElement} element @param {string} shown */
function showLine(element, shown) {
  for (const line of /** @type {NodeListOf<HTMLElement>} */ (element.querySelectorAll(":scope > *"))) line.hidden = line.dataset.hcLine !== shown;
}

/** The sentence of an element: the hours of a schedule, or the state of a channel or of the fastest one. @param {Document} root @param {File} file @param {string} what @param {string[]} ids @param {number} now @param {Page} page */
function stateOf(root, file, what, ids, now, page) {
  if (what === "hours") return sentence(file.s[ids[0]], now, page);
  if (what !== "fastest") return channelNow(file, ids[0], now, page);
  const id = fastest(file, ids, now, page);
  const text = channelNow(file, id, now, page);
  return text && fill(page.fastest, { channel: root.querySelector(`[data-hc-label="${id}"]`)?.textContent, state: text });
}

/** Write a sentence only when it changes, so that screen readers do not repeat it every minute. @param {HTMLElement} element @param {string} text @param {Page} page */
function showState(element, text, page) {
  if (page.lang && text) [element.lang, element.dir] = [page.lang, page.dir];
  if (element.textContent !== text) element.hidden = !(element.textContent = text);
}

/** Fetch the file that the page names, and keep the page up to date. @param {Document} root */
export async function mount(root) {
  // the last element is the footer, which knows the topics of the page; blocks in the text do not
  const data = () => /** @type {HTMLElement[]} */ ([...root.querySelectorAll("[data-hc-hours]")]).pop()?.dataset ?? {};
  const { hcHours } = data();
  if (!hcHours) return;
  /** @type {File} */
  const file = await (await fetch(hcHours)).json();
  const tick = () => {
    const now = Math.floor(Date.now() / 6e4);
    const page = JSON.parse(data().hcPage || "{}");
    for (const element of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-hc-live]"))) {
      const [what, ...ids] = (element.dataset.hcLive ?? "").split(" ");
      if (what === "line") showLine(element, lineOf(file, ids, element.dataset.hcBest?.split(" ") ?? [], now, page));
      else if (what === "order") sortCards(file, element, ids, now);
      else if (what === "notice") element.hidden = !holds(file.n[ids[0]], now);
      else if (what === "best") element.hidden = bestOf(file, ids.slice(1), now) !== ids[0];
      else showState(element, stateOf(root, file, what, ids, now, page), page);
    }
  };
  const turn = () => {
    setTimeout(turn, 6e4 - (Date.now() % 6e4));
    tick();
  };
  turn();
  addEventListener("visibilitychange", tick);
  addEventListener("pageshow", tick);
  // search results show channels
  addEventListener("hc", tick);
  // Material's instant navigation replaces the page without loading it
  /** @type {any} */ (globalThis).document$?.subscribe(tick);
}

if (globalThis.document) mount(document).catch(() => {});
