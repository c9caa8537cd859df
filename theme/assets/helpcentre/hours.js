// @ts-check
/**
 * Hours that are true now: looks up and formats, computes no time zone, holiday or clock change.
 *
 * All instants are minutes since 1970 in UTC, from `helpcentre/hours.json` (see support/compiled.py). Without this
 * module, past the horizon, or with a clock before the build, the tables and promises of the page stand alone.
 *
 * @typedef {{f: number, t: number, d: number[], o: [number, number][]}} Schedule
 * @typedef {{s?: string, w?: number, p?: number, e?: number}} Channel
 * @typedef {{f: number, t: number, p: Record<string, number>}} Notice
 * @typedef {{s: Record<string, Schedule>, c: Record<string, Channel>, n: Record<string, Notice>}} File
 * @typedef {{t: Record<string, string>, locale: string, notices: string[]}} Page words, locale, and the notices that concern this page
 */

/** The minutes at which it opens, closes, opens, …; null outside [f, t). @param {Schedule} schedule @param {number} now */
const edges = ({ f, t, d }, now) => (now < f || now >= t ? null : d.map((delta) => (f += delta)));

/** Whether it is open and when that changes; null where the file does not reach. @param {Schedule} schedule @param {number} now */
export function status(schedule, now) {
  const all = edges(schedule, now);
  const past = all?.filter((edge) => edge <= now).length ?? 0;
  return all && { open: past % 2 > 0, next: all[past] };
}

/** The minute by which `working` open minutes have passed; null past the horizon. @param {Schedule} schedule @param {number} now @param {number} working */
export function answerBy(schedule, now, working) {
  const all = edges(schedule, now) ?? [];
  for (let index = 0; index < all.length; index += 2) {
    const begin = Math.max(all[index], now);
    const left = (all[index + 1] ?? schedule.t) - begin;
    if (left > 0 && working <= left) return begin + working;
    working -= Math.max(left, 0);
  }
  return null;
}

/** Minutes that the shop's clock is ahead of UTC. @param {Schedule} schedule @param {number} minute */
const shopAhead = ({ o }, minute) => (o.findLast(([since]) => since <= minute) ?? o[0])[1];

/** Minutes that this device's clock is ahead of UTC. @param {number} minute */
const ownAhead = (minute) => -new Date(minute * 6e4).getTimezoneOffset();

/** A moment in words as seen from `now`, on the clock that `ahead` tells. @param {number} minute @param {number} now @param {(minute: number) => number} ahead @param {Page} page */
function when(minute, now, ahead, { t, locale }) {
  const shift = ahead(minute);
  const at = minute + shift;
  const today = now + ahead(now);
  const days = Math.floor(at / 1440) - Math.floor(today / 1440);
  /** @param {Intl.DateTimeFormatOptions} options */
  const format = (options) =>
    new Intl.DateTimeFormat(locale + "-u-ca-gregory-nu-latn", { ...options, timeZone: "UTC" }).format(at * 6e4);
  const time = format({ timeStyle: "short" });
  if (days > 6) return `${format({ weekday: "long", day: "numeric", month: "long" })} ${time}`;
  if (days > 0) return `${days > 1 ? format({ weekday: "long" }) : t.tomorrow} ${time}`;
  // the night the clock goes back: 02:30 comes after 02:45, so say which 02:30
  if (at > today || minute <= now) return time;
  return `${time} (UTC${shift < 0 ? "" : "+"}${Math.trunc(shift / 60)}${shift % 60 ? `:${Math.abs(shift % 60)}` : ""})`;
}

/** The shop's time and, where the reader's clock differs, theirs. @param {Schedule} schedule @param {number} minute @param {number} now @param {Page} page */
function told(schedule, minute, now, page) {
  const shop = when(minute, now, (at) => shopAhead(schedule, at), page);
  const same = ownAhead(minute) === shopAhead(schedule, minute);
  return same ? shop : `${shop} (${page.t.your_time}: ${when(minute, now, ownAhead, page)})`;
}

/** "Open now · closes: 18:00"; empty where the file does not reach. @param {Schedule | undefined} schedule @param {number} now @param {Page} page */
export function sentence(schedule, now, page) {
  const { t } = page;
  const state = schedule && status(schedule, now);
  if (!state) return "";
  const { open, next } = state;
  if (!next) return open ? t.always : t.no_change;
  return `${open ? `${t.open} · ${t.closes}` : `${t.closed} · ${t.back}`}: ${told(schedule, next, now, page)}`;
}

/** Whether a notice holds now. @param {Notice | undefined} notice @param {number} now */
const active = (notice, now) => notice && notice.f <= now && now < notice.t;

/** The minute of the answer on this page, up to the next quarter hour: the slowest of the promise and the notices; null where it is not known. @param {File} file @param {string} id @param {number} now @param {Page} page */
export function deadline({ s, c, n }, id, now, { notices }) {
  const { p, e, s: name = "" } = c[id];
  const minutes = Math.max(p ?? 0, ...notices.map((notice) => (p && active(n[notice], now) && n[notice].p[id]) || 0));
  const by = minutes && (e ? now + minutes : s[name] && answerBy(s[name], now, minutes));
  return by ? Math.ceil(by / 15) * 15 : null;
}

/** The channel of `ids` that answers first; a closed live one only when no other has a time. @param {File} file @param {string[]} ids @param {number} now @param {Page} page */
export function fastest(file, ids, now, page) {
  /** @param {string} id */
  const time = (id) => {
    const { s = "", w } = file.c[id];
    if (w === undefined) return deadline(file, id, now, page) ?? Infinity;
    const state = status(file.s[s], now);
    return w + (state?.open ? now : state?.next ? state.next + 1e9 : Infinity);
  };
  const best = ids.reduce((first, id) => (time(id) < time(first) ? id : first));
  return time(best) < Infinity ? best : null;
}

/** What a channel says now: its hours when it is live, its answer time when it is not. @param {File} file @param {string} id @param {number} now @param {Page} page */
export function channelNow(file, id, now, page) {
  const { s = "", w } = file.c[id];
  if (w !== undefined) return sentence(file.s[s], now, page);
  const by = deadline(file, id, now, page);
  return by && file.s[s] && status(file.s[s], now) ? `${page.t.write_now} · ${page.t.answer_by}: ${told(file.s[s], by, now, page)}` : "";
}

/** Fetch the file that the page names, and keep the page true from then on. @param {Document} root */
export async function mount(root) {
  // the last one: the footer knows what the page is about, a block in the text does not
  const data = () => /** @type {HTMLElement[]} */ ([...root.querySelectorAll("[data-hc-hours]")]).at(-1)?.dataset;
  const url = data()?.hcHours;
  if (!url) return;
  /** @type {File} */
  const file = await (await fetch(url)).json();
  const tick = () => {
    const now = Math.floor(Date.now() / 6e4);
    /** @type {Page} */
    const page = JSON.parse(data()?.hcPage ?? "{}");
    /** @type {Record<string, (ids: string[]) => string>} */
    const say = {
      hours: ([id]) => sentence(file.s[id], now, page),
      channel: ([id]) => channelNow(file, id, now, page),
      fastest: (ids) => {
        const id = fastest(file, ids, now, page);
        const text = id && channelNow(file, id, now, page);
        return text ? `${page.t.fastest}: ${root.querySelector(`[data-hc-label="${id}"]`)?.textContent} · ${text}` : "";
      },
    };
    for (const each of root.querySelectorAll("[data-hc-live]")) {
      const element = /** @type {HTMLElement} */ (each);
      const [what, ...ids] = (element.dataset.hcLive ?? "").split(" ");
      const text = say[what]?.(ids);
      if (what === "notice") element.hidden = !active(file.n[ids[0]], now);
      // only a change is written: screen readers hear nothing each minute
      else if (element.textContent !== text) element.hidden = !(element.textContent = text ?? "");
    }
  };
  const turn = () => {
    tick();
    setTimeout(turn, 6e4 - (Date.now() % 6e4));
  };
  turn();
  root.addEventListener("visibilitychange", tick);
  addEventListener("pageshow", tick);
  // Material's instant navigation swaps the page without loading it
  /** @type {any} */ (globalThis).document$?.subscribe(tick);
}

if (typeof document !== "undefined") mount(document).catch(() => {});
