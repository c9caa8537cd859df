// @ts-check
// Particles written together with a word: the twin of plugins/helpcentre/search/clitics.py.

const ITALIAN = "mi|ti|ci|vi|si|lo|la|li|le|ne|gli|(?:me|te|ce|ve|se|glie)(?:lo|la|li|le|ne)";
/** @type {Record<string, RegExp>} */
const CLITICS = {
  estonian: /^(.{3,}?)(?:ki|gi)$/u,
  finnish: /^(.{3,}?)(?:k[oö]|kin|kaan|kään|han|hän|p[aä])$/u,
  indonesian: /^(.{3,}?)(?:nya|ku|mu)?(?:lah|kah|pun|tah)?$/u,
  italian: new RegExp(`^(.{3,}?)(?:${ITALIAN})$`, "u"),
};

/** The forms that a word may have without its particles; nothing if there are none. @param {string} word @param {string} stemmer */
export function stripClitics(word, stemmer) {
  const base = CLITICS[stemmer]?.exec(word)?.[1];
  if (!base || base === word) return [];
  return stemmer === "italian" && base.endsWith("r") ? [base, `${base}e`] : [base];
}
