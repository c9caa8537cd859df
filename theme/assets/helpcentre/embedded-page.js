// @ts-check
/**
 * A page in the panel of another site: it reports to the launcher (embed.js) that it is there, suggests articles for the
 * page that the customer is on, and opens other sites outside the panel.
 */

/** Percent-encoded addresses as people write them. @param {string} address */
function decode(address) {
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
}

/** The page of the customer in the name of the panel's frame, which may be followed by a visit (embedded.js). @param {string} name */
export const pageIn = (name) => name.split(" ")[0];

/** Whether the address of a page fits a pattern: a path or an address with its origin, in which `*` stands for any
 * characters. A slash at the end makes no difference.
 * @param {string} pattern @param {string} address origin and path of a page */
export function fits(pattern, address) {
  const whole = decode(address);
  const compared = pattern.startsWith("/") ? whole.replace(/^\w+:\/\/[^/]*/, "") : whole;
  const parts = decode(pattern).replace(/(.)\/$/, "$1").split("*");
  const escaped = parts.map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  return new RegExp(`^${escaped.join(".*")}/?$`, "s").test(compared);
}

/** Shows the first list that fits the address of a page; the last, without a pattern, is for all others.
 * @param {HTMLElement[]} lists @param {string} address */
export function showSuggestions(lists, address) {
  const shown = lists.find(({ dataset }) => !dataset.hcSuggest || fits(dataset.hcSuggest, address));
  for (const list of lists) list.hidden = list !== shown;
}

/** The place in which a link is to open: other sites in a tab; telephone, e-mail and the like from the whole window, since the policy of
 * the customer's page would refuse them in the frame; pages of this site where they are.
 * @param {{protocol: string, origin: string}} link @param {string} own origin of this site */
export function targetOf({ protocol, origin }, own) {
  if (!/^https?:$/.test(protocol)) return "_top";
  return origin === own ? "" : "_blank";
}

/** @param {"ready" | "close"} message to the launcher, on whichever site that is: nobody learns anything from it */
const report = (message) => window.parent.postMessage({ helpcentre: message }, "*");

function mount() {
  showSuggestions([.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-hc-suggest]"))], pageIn(window.name));
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) report("close");
  });
  document.addEventListener("click", (event) => {
    const link = /** @type {HTMLAnchorElement | null} */ (/** @type {Element} */ (event.target).closest("a[href]"));
    const target = link ? targetOf(link, location.origin) : "";
    if (link && target) Object.assign(link, { target, rel: "noopener" });
  });
  report("ready");
}

if (typeof document !== "undefined" && window.parent !== window) mount();
