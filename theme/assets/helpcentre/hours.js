// @ts-check
/**
 * Hours that are true now: looks up and formats, computes no time zone, holiday or clock change.
 *
 * All instants are minutes since 1970 in UTC, from `helpcentre/hours.json` (see support/hours_json.py). Without this
 * module, past the horizon, or with a clock before the build, the tables and promises of the page stand alone.
 * Published without comments (site/published_scripts.py) it stays under 1.5 kB gzipped.
 *
 * @typedef {{f: number, t: number, d: number[], o: [number, number][]}} Schedule
 * @typedef {{s?: string, w?: number, p?: number, e?: number}} Channel
 * @typedef {{f: number, t: number, p: Record<string, number>}} Notice
 * @typedef {{s: Record<string, Schedule>, c: Record<string, Channel>, n: Record<string, Notice>}} File
 * @typedef {Record<string, any>} Page phrases, `locale`, and the `notices` that concern it: `page_data` in support/views.py
 */

/** Whether a schedule is known, or a notice holds, at a minute: in [f, t). @param {{f: number, t: number} | undefined} span @param {number} now */
const holds = (span, now) => span !== undefined && span.f <= now && now < span.t;

/** The minutes at which it opens, closes, opens, …; none if the file does not reach. @param {Schedule} schedule @param {number} now */
function edges(schedule, now) {
  let edge = schedule?.f;
  return holds(schedule, now) ? schedule.d.map((delta) => (edge += delta)) : [];
}

/** Whether it is open and when that changes; both undefined where the file does not reach. @param {Schedule} schedule @param {number} now @returns {{open?: boolean, next?: number}} */
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

/** A moment in words as seen from `now`, on the clock that `ahead` (in minutes ahead of UTC) tells. @param {number} minute @param {number} now @param {Page} page @param {(minute: number) => number} ahead @param {string} [same] what to put before a time today */
function when(minute, now, page, ahead, same = "") {
  const at = minute + ahead(minute);
  const today = now + ahead(now);
  const days = Math.floor(at / 1440) - Math.floor(today / 1440);
  /** @param {Intl.DateTimeFormatOptions} options */
  const format = (options) => new Date(at * 6e4).toLocaleString(page.locale, { ...options, timeZone: "UTC" });
  const time = format({ timeStyle: "short" });
  if (days > 1) return format({ weekday: "long", ...(days > 6 && { day: "numeric", month: "long" }) }) + " " + time;
  // the night the clock goes back: 02:30 comes after 02:45, so say which 02:30
  return days > 0 ? page.tomorrow + time : at > today ? same + time : time + page.again;
}

/** The shop's time and, if the reader's clock differs, theirs. @param {Schedule} schedule @param {number} minute @param {number} now @param {Page} page */
function bothTimes({ o }, minute, now, page) {
  const shop = when(minute, now, page, (at) => o.filter(([since]) => since <= at).pop()?.[1] ?? NaN);
  /** @param {string} [same] */
  const own = (same) => when(minute, now, page, (at) => -new Date(at * 6e4).getTimezoneOffset(), same);
  // "tomorrow 13:00 (your time: 19:00)" would read as tomorrow 19:00; a bare time begins with a digit, digits sort before ":"
  return shop === own() ? shop : shop + page.yours + own(shop < ":" ? "" : page.today) + ")";
}

/** "Open now · closes: 18:00"; empty where the file does not reach. @param {Schedule} schedule @param {number} now @param {Page} page */
export function sentence(schedule, now, page) {
  const { open, next } = status(schedule, now);
  if (next) return page[open ? "closes" : "back"] + bothTimes(schedule, next, now, page);
  return holds(schedule, now) ? page[open ? "always" : "never"] : "";
}

/** The minute of the answer on this page, up to the next quarter hour: the slowest of the promise and the notices; NaN where it is not known. @param {File} file @param {string} id @param {number} now @param {Page} page */
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

/** What a channel says now: its hours when it is live, its answer time when it is not. @param {File} file @param {string} id @param {number} now @param {Page} page */
export function channelNow(file, id, now, page) {
  const { s = "", w } = file.c[id] ?? {};
  const schedule = file.s[s];
  if (w != null || !holds(schedule, now)) return sentence(schedule, now, page);
  const by = deadline(file, id, now, page);
  return by ? page.write + bothTimes(schedule, by, now, page) : "";
}

/** Whether a live channel answers nobody now: then it is not the one to recommend. @param {File} file @param {string} id @param {number} now */
export function isClosed(file, id, now) {
  const { s = "", w } = file.c[id] ?? {};
  return w != null && status(file.s[s], now).open === false;
}

/** Fetch the file that the page names, and keep the page true from then on. @param {Document} root */
export async function mount(root) {
  // the last one: the footer knows what the page is about, a block in the text does not
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
      const id = what === "fastest" ? fastest(file, ids, now, page) : ids[0];
      let text = what === "hours" ? sentence(file.s[id], now, page) : channelNow(file, id, now, page);
      if (text && what === "fastest") text = page.fastest + root.querySelector(`[data-hc-label="${id}"]`)?.textContent + " · " + text;
      if (what === "notice") element.hidden = !holds(file.n[id], now);
      else if (what === "best") element.hidden = isClosed(file, id, now);
      // only a change is written: screen readers hear nothing each minute
      else if (element.textContent !== text) element.hidden = !(element.textContent = text);
    }
  };
  const turn = () => {
    setTimeout(turn, 6e4 - (Date.now() % 6e4));
    tick();
  };
  turn();
  addEventListener("visibilitychange", tick);
  addEventListener("pageshow", tick);
  // the search has shown channels
  addEventListener("hc", tick);
  // Material's instant navigation swaps the page without loading it
  /** @type {any} */ (globalThis).document$?.subscribe(tick);
}

if (globalThis.document) mount(document).catch(() => {});
