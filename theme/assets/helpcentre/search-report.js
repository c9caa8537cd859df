// @ts-check
// What the collector is told about searches: failed, corrected and rephrased ones, so that writers learn the words
// readers use. Nothing is sent for readers who opted out (Global Privacy Control, Do Not Track).

/** @typedef {{query: string, results: number, corrected: string, clicked?: string | null, missing?: boolean}} Search */

/** @param {{globalPrivacyControl?: boolean, doNotTrack?: string | null}} [reader] */
export function optedOut(reader = globalThis.navigator ?? {}) {
  return reader.globalPrivacyControl === true || reader.doNotTrack === "1" || reader.doNotTrack === "yes";
}

/** Digits, addresses and long queries never leave the page as they are; the collector scrubs again.
 * @param {string} query */
export function scrub(query) {
  return query
    .replace(/\S+@\S+/g, "[@]")
    .replace(/\+?\d(?:[\s().-]?\d){4,}/g, "[#]")
    .slice(0, 200);
}

/** One `search` item of the wire. @param {Search} search @param {string} language @param {string | null} previous
 * @param {string} [id] */
export function searchItem(search, language, previous, id = uuid()) {
  return {
    kind: "search", id, language, query: scrub(search.query), results: search.results, clicked: search.clicked ?? null,
    corrected: search.corrected ? scrub(search.corrected) : null, previous, missing: search.missing ?? false,
  };
}

function uuid() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** Tells the collector about one search; resolves to whether it was stored. Sending never disturbs the reader.
 * @param {string} url @param {Record<string, unknown>} item @param {typeof fetch} [post] */
export async function report(url, item, post = fetch) {
  if (!url || optedOut()) return false;
  try {
    const answer = await post(url, {
      method: "POST",
      body: JSON.stringify(item),
      headers: { "Content-Type": "text/plain" }, // a simple request: no preflight to a collector of its own origin
      keepalive: true,
      credentials: "omit",
    });
    return answer.ok;
  } catch {
    return false;
  }
}
