// @ts-check
// From the page to the search: in a worker if the browser has them, else on the page. Created when the field is touched.
// The page loads the head of the index while the worker starts. Whatever fails is tried again at the next query.

import { FORMAT, loadOver } from "./search-files.js";

/** @typedef {import("./search-session.js").Request} Request */
/** @typedef {import("./search-session.js").SearchRequest} SearchRequest */
/** @typedef {import("./search-session.js").Reply} Reply */
/** @typedef {Extract<Reply, {type: "results"}>} Results */
/** @typedef {(request: Request) => void} Post */
/** @typedef {{Worker: typeof Worker | undefined, load: typeof loadOver, importScript: (address: string) => Promise<unknown>}} Tools
 *   what a test replaces */

/** @type {Tools} */
const BROWSER = { Worker: globalThis.Worker, load: loadOver, importScript: (address) => import(address) };

export class SearchClient {
  /** @param {string} base address of helpcentre/search/ @param {string} language
   * @param {(reply: Results) => void} receive @param {() => void} fail @param {Tools} [tools] */
  constructor(base, language, receive, fail, tools = BROWSER) {
    this.base = base;
    this.language = language;
    this.receive = receive;
    this.fail = fail;
    this.tools = tools;
    this.script = new URL(`./search-worker-${language}.js?${FORMAT}`, import.meta.url).href;
    /** @type {"idle" | "starting" | "open"} */
    this.state = "idle";
    /** @type {Post | null} to the worker in use */
    this.post = null;
    /** @type {SearchRequest | null} */
    this.newest = null;
    this.start();
  }

  /** @param {string} query @param {number} limit @param {import("./search-facets.js").Filter} [filter] */
  search(query, limit, filter) {
    this.newest = { type: "search", id: (this.newest?.id ?? 0) + 1, query, limit, ...(filter && { filter }) };
    if (this.state === "open") this.post?.(this.newest);
    else if (this.state === "idle") this.start();
  }

  start() {
    this.state = "starting";
    try {
      if (!this.tools.Worker) throw new Error("no workers");
      const worker = new this.tools.Worker(this.script);
      /** @type {Post} */
      const post = (request) => worker.postMessage(request);
      worker.addEventListener("message", (event) => this.handle(event.data));
      worker.addEventListener("error", (event) => {
        event.preventDefault();
        worker.terminate();
        if (this.post === post) this.startOnPage();
      });
      this.open(post);
    } catch {
      this.startOnPage();
    }
  }

  /** Starts the same search without a worker. */
  async startOnPage() {
    this.state = "starting";
    this.post = null;
    try {
      await this.tools.importScript(this.script);
      const { hcCreateSession } = /** @type {import("./search-worker.js").Globals} */ (globalThis);
      if (!hcCreateSession) throw new Error("no session");
      await this.open(hcCreateSession((reply) => this.handle(reply)));
    } catch {
      this.state = "idle";
      if (this.newest) this.fail();
    }
  }

  /** Opens the index, and asks for the newest search. @param {Post} post */
  async open(post) {
    this.post = post;
    const head = await this.tools.load(this.base)(`${this.language}/head.bin`).catch(() => null);
    if (this.post !== post) return;
    post({ type: "open", base: this.base, language: this.language, head });
    this.state = "open";
    if (this.newest) post(this.newest);
  }

  /** Answers to an older search are dropped. @param {Reply} reply */
  handle(reply) {
    if (reply.id !== this.newest?.id) return;
    if (reply.type === "results") this.receive(reply);
    else this.fail();
  }
}
