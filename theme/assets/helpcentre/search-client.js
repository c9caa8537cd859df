// @ts-check
// From the page to the search: in a worker if the browser has them, else on the page. Created when the field is touched.

/** @typedef {import("./search-session.js").Reply} Reply */
/** @typedef {import("./search-session.js").Request} Request */
/** @typedef {Extract<Reply, {type: "results"}>} Results */

/** @param {string} base address of helpcentre/search/ @param {string} language
 * @param {(reply: Results) => void} receive @param {() => void} fail */
export function createClient(base, language, receive, fail) {
  let newest = 0;
  /** @type {((request: Request) => void) | null} */
  let post = null;
  /** @type {Request[]} */
  let waiting = [];
  /** @type {Request | null} */
  let lastRequest = null;

  /** @param {Reply} reply */
  const handleReply = (reply) => {
    if (reply.id !== newest) return;
    if (reply.type === "results") receive(reply);
    else fail();
  };
  /** @param {(request: Request) => void} send */
  const start = (send) => {
    post = send;
    post({ type: "open", base, language });
    waiting.forEach(post);
    waiting = [];
  };
  const startOnPage = async () => {
    try {
      const { createSession } = await import("./search-session.js");
      start(createSession(handleReply));
    } catch {
      if (newest) fail();
    }
  };
  try {
    const worker = new Worker(new URL("./search-worker.js", import.meta.url), { type: "module" });
    worker.addEventListener("message", (event) => handleReply(event.data));
    worker.addEventListener(
      "error",
      (event) => {
        event.preventDefault();
        worker.terminate();
        const last = lastRequest;
        post = null;
        startOnPage().then(() => last && post?.(last));
      },
      { once: true },
    );
    start((request) => worker.postMessage(request));
  } catch {
    startOnPage();
  }
  return {
    /** @param {string} query @param {number} limit */
    search(query, limit) {
      newest += 1;
      lastRequest = { type: "search", id: newest, query, limit };
      if (post) post(lastRequest);
      else waiting = [lastRequest];
    },
  };
}
