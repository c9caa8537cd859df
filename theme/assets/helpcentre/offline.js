// @ts-check
// Starts the service worker of the option `offline`, and reports to it what this page consists of: it was loaded before the
// worker was there. Not in the panel on other sites, where the page around it cannot be read without a connection either.

/** The addresses of a page and of the files it has loaded, each once.
 * @param {string} page @param {{name: string}[]} entries as the browser lists them */
export const filesOf = (page, entries) => [...new Set([page.split("#")[0], ...entries.map(({ name }) => name)])];

async function start() {
  const workers = navigator.serviceWorker;
  if (!workers || window.parent !== window) return;
  const root = new URL("../../", import.meta.url);
  await workers.register(new URL("offline-worker.js", root), { scope: root.pathname, updateViaCache: "none" });
  const { active } = await workers.ready;
  active?.postMessage({ opened: filesOf(location.href, performance.getEntriesByType("resource")) });
}

if (typeof document !== "undefined") addEventListener("load", () => start().catch(() => {}));
