// The stemmers as a worker has them, for Node: `loadStemmer(name)` resolves to a function from word to stem.
const ASSETS = new URL("../../theme/assets/helpcentre/", import.meta.url);
const { createStem } = await import(new URL("search-worker.js", ASSETS).href);

export async function loadStemmer(name) {
  const { Stemmer } = await import(new URL(`vendor/snowball/${name}.js`, ASSETS).href);
  return createStem(name, Stemmer);
}
