// @ts-check
// From the page to the search: a worker where there is one, else the same code on the page. Made at the first touch.

/** @typedef {import("./search-session.js").Reply} Reply */
/** @typedef {Extract<Reply, {type: "results"}>} Results */

/** @param {string} base address of helpcentre/search/ @param {string} language
 * @param {(reply: Results) => void} receive @param {() => void} fail */
export function createClient(base, language, receive, fail) {
  let newest = 0;
  /** @type {((request: any) => void) | null} */
  let post = null;
  /** @type {any[]} */
  let waiting = [];
  /** @type {any} */
  let lastAsked = null;

  /** @param {Reply} reply */
  const hear = (reply) => {
    if (reply.id !== newest) return;
    if (reply.type === "results") receive(reply);
    else fail();
  };
  /** @param {(request: any) => void} how */
  const ready = (how) => {
    post = how;
    post({ type: "open", base, language });
    waiting.forEach(post);
    waiting = [];
  };
  const onPage = async () => {
    try {
      const { session } = await import("./search-session.js");
      ready(session(hear));
    } catch {
      if (newest) fail();
    }
  };
  try {
    const worker = new Worker(new URL("./search-worker.js", import.meta.url), { type: "module" });
    worker.addEventListener("message", (event) => hear(event.data));
    worker.addEventListener(
      "error",
      (event) => {
        event.preventDefault();
        worker.terminate();
        const last = lastAsked;
        post = null;
        onPage().then(() => last && post?.(last));
      },
      { once: true },
    );
    ready((request) => worker.postMessage(request));
  } catch {
    onPage();
  }
  return {
    /** @param {string} query @param {number} limit */
    search(query, limit) {
      newest += 1;
      lastAsked = { type: "search", id: newest, query, limit };
      if (post) post(lastAsked);
      else waiting = [lastAsked];
    },
  };
}
