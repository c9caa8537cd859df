// @ts-check
/**
 * The help button on the pages of another site, such as a shop, and the panel it opens.
 *
 * The panel is a frame with pages of the help centre, so the shop's policy only has to allow this script and that frame, and
 * neither page can read what happens on the other. Nothing else is loaded before the button is pressed. All elements are in
 * a shadow root, without HTML from strings and without inline styles, which strict policies forbid.
 *
 * Published as one script with the settings of the site (site/embed_files.py).
 */

/** @typedef {{launcher: string, close: string, new_tab: string, loading: string, failed: string, dir: string, panel: string, home: string}} Words
 *   `panel` and `home` are addresses relative to the site: the first page of the panel, and the home page */
/** @typedef {{name: string, fallback: string, languages: Record<string, Words>, styles: string, icon: string}} Settings */

export const ELEMENT = "helpcentre-embed";
/** Narrower or lower windows show the panel in full, as a modal dialog. */
const SMALL = "(max-width: 40em), (max-height: 30em)";
/** The time for the first page, and for a page to report after its frame has loaded, in milliseconds. */
const LOADING_MS = 15_000;
const GRACE_MS = 3000;

/** The language of the site that is nearest to the one of a page: `pt-BR` is `pt`, `zh-TW` is any Chinese.
 * @param {string} wanted @param {string[]} offered @param {string} fallback */
export function chooseLanguage(wanted, offered, fallback) {
  const parts = wanted.toLowerCase().split(/[-_]/);
  for (let length = parts.length; length > 0; length--) {
    const code = parts.slice(0, length).join("-");
    const found = offered.find((one) => one.toLowerCase() === code);
    if (found) return found;
  }
  return offered.find((one) => one.toLowerCase().split("-")[0] === parts[0]) ?? fallback;
}

/** The page that a customer is on, as the panel gets it: its query may name the customer, so it stays out.
 * @param {{origin: string, pathname: string}} place */
export const pageOf = ({ origin, pathname }) => origin + pathname;

/** An element of the launcher. @param {string} tag @param {Record<string, string>} attributes @param {(Node | string)[]} children */
function create(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** @param {string} path */
function createIcon(path) {
  const [icon, line] = ["svg", "path"].map((tag) => document.createElementNS("http://www.w3.org/2000/svg", tag));
  icon.setAttribute("viewBox", "0 0 24 24");
  icon.setAttribute("aria-hidden", "true");
  line.setAttribute("d", path);
  icon.append(line);
  return icon;
}

class Panel {
  /** @param {Words} words @param {string} name @param {string} root address of the site */
  constructor(words, name, root) {
    this.words = words;
    this.name = name;
    this.address = new URL(words.panel, root).href;
    this.close = create("button", { type: "button", "aria-label": words.close }, "×");
    const away = create("a", { href: new URL(words.home, root).href, target: "_blank", rel: "noopener", "aria-label": words.new_tab }, "↗");
    this.status = create("p", { role: "status" });
    this.dialog = /** @type {HTMLDialogElement} */ (
      create("dialog", { "aria-label": words.launcher }, create("div", { class: "bar" }, create("b", {}, name), away, this.close), this.status)
    );
    /** @type {HTMLIFrameElement | null} */
    this.frame = null;
    this.isReady = false; // the page that is loading has reported that it is there
    this.isLate = false; // its frame has loaded, and it has not
    this.timer = 0;
    addEventListener("message", (event) => this.hear(event));
    this.close.addEventListener("click", () => this.dialog.close());
    this.dialog.addEventListener("keydown", (event) => event.key === "Escape" && (event.preventDefault(), this.dialog.close()));
  }

  open() {
    if (matchMedia(SMALL).matches) this.dialog.showModal();
    else this.dialog.show();
    const page = pageOf(location);
    if (this.frame?.name !== page) this.load(page);
    else this.frame.focus();
  }

  /** @param {string} page the page that the customer is on: the name of a frame stays with it, and goes to no server */
  load(page) {
    this.frame?.remove();
    const frame = /** @type {HTMLIFrameElement} */ (
      create("iframe", { title: this.name, name: page, allow: "clipboard-write", referrerpolicy: "no-referrer", src: this.address })
    );
    frame.addEventListener("load", () => {
      // the page of the browser's own that says "cannot be reached" loads as well, but says nothing to us
      this.isLate = !this.isReady;
      this.isReady = false;
      if (this.isLate) this.wait(GRACE_MS);
    });
    this.frame = frame;
    this.isReady = this.isLate = false;
    this.say(this.words.loading);
    this.wait(LOADING_MS);
    this.dialog.append(frame);
  }

  /** @param {number} ms */
  wait(ms) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.fail(), ms);
  }

  fail() {
    this.frame?.remove();
    this.frame = null; // opening the panel again is another try
    this.say(this.words.failed);
  }

  /** Shows a text instead of the frame, or the frame if there is none. @param {string} text */
  say(text) {
    this.status.textContent = text;
    this.status.hidden = !text;
    this.frame?.classList.toggle("waiting", Boolean(text));
  }

  /** @param {MessageEvent} event */
  hear({ source, origin, data }) {
    if (!this.frame || source !== this.frame.contentWindow || origin !== new URL(this.address).origin) return;
    if (data?.helpcentre === "close") this.dialog.close();
    if (data?.helpcentre !== "ready") return;
    clearTimeout(this.timer);
    const isFirst = !this.status.hidden;
    this.isReady = !this.isLate;
    this.isLate = false;
    this.say("");
    if (isFirst && this.dialog.open) this.frame.focus();
  }
}

/** Adds the button to a page. @param {Settings} settings @param {string} root @param {string} language */
function addLauncher({ name, fallback, languages, styles, icon }, root, language) {
  if (document.querySelector(ELEMENT)) return;
  const code = chooseLanguage(language || document.documentElement.lang, Object.keys(languages), fallback);
  const words = languages[code];
  const panel = new Panel(words, name, root);
  const button = create("button", { type: "button", class: "launcher", "aria-haspopup": "dialog" }, createIcon(icon), words.launcher);
  button.addEventListener("click", () => {
    button.hidden = true;
    panel.open();
  });
  panel.dialog.addEventListener("close", () => {
    button.hidden = false;
    button.focus();
  });
  const host = create(ELEMENT, {});
  const shadow = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  shadow.adoptedStyleSheets = [sheet];
  shadow.append(create("aside", { class: "hc", lang: code, dir: words.dir, "aria-label": `${words.launcher} · ${name}` }, button, panel.dialog));
  // after the body, whose rules for its last child or with `transform` would move its own elements or this one
  document.documentElement.append(host);
}

/** Begins on the page that loads this script; browsers that lack a part of what it needs show nothing.
 * @param {Settings} settings */
export function startLauncher(settings) {
  const script = /** @type {HTMLScriptElement | null} */ (document.currentScript);
  if (!script || !("adoptedStyleSheets" in document) || typeof HTMLDialogElement !== "function") return;
  const root = new URL("../../", script.src).href;
  const begin = () => addLauncher(settings, root, script.dataset.language ?? "");
  if (document.body) begin();
  else addEventListener("DOMContentLoaded", begin);
}
