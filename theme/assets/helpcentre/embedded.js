// @ts-check
// Prepares a page that is shown in the panel of another site, before anything is drawn: no module, since modules wait for the
// page. It is marked for embedded.css. If the browser blocks the storage of frames, what a tab keeps of a visit is kept in the
// name of the frame, after the page of the customer: it lasts as long as the panel, and no other site can read it.
if (window.parent !== window) {
  document.documentElement.dataset.hcEmbedded = "";
  try {
    window.sessionStorage.getItem("");
  } catch {
    const read = () => JSON.parse(decodeURIComponent(window.name.split(" ")[1] || "{}"));
    /** @param {Record<string, string>} items */
    const write = (items) => {
      window.name = `${window.name.split(" ")[0]} ${encodeURIComponent(JSON.stringify(items))}`;
    };
    Object.defineProperty(window, "sessionStorage", {
      value: {
        getItem: (/** @type {string} */ key) => read()[key] ?? null,
        setItem: (/** @type {string} */ key, /** @type {string} */ value) => write({ ...read(), [key]: value }),
        removeItem: (/** @type {string} */ key) => write({ ...read(), [key]: undefined }),
      },
    });
  }
}
