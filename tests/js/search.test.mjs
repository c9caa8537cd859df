import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import test from "node:test";
import { gzipSync } from "node:zlib";

const assets = new URL("../../theme/assets/helpcentre/", import.meta.url);
const cases = new URL("../cases/search/", import.meta.url);
const load = (name) => import(new URL(name, assets).href);
const read = async (name) => JSON.parse(await readFile(new URL(name, cases), "utf8"));

const tokens = await load("search-tokens.js");
const { Analyser } = await load("search-analyser.js");
const spelling = await load("search-spelling.js");
const { createSession } = await load("search-session.js");
const { loadStemmer } = await import(new URL("../../scripts/search_tools/stemmers.mjs", import.meta.url).href);
const italian = await loadStemmer("italian");
const { decompress } = await load("search-binary-format.js");
const { keysOf, present } = await load("search-present.js");
const { rank } = await load("search-relevance.js");
const { pauseAfter } = await load("search-field.js");
const { isShortcut } = await load("search-shortcut.js");
/** The traditional characters with their simplified ones, as the head of a Chinese index has them. */
const readVariants = async () => {
  const file = new URL("../../plugins/helpcentre/search/data/zh/variants.txt", import.meta.url);
  return (await readFile(file, "utf8")).replace(/#.*/g, "").replace(/\s/g, "");
};
const STEMMERS = { it: "italian", id: "indonesian", et: "estonian", en: "english", hi: "hindi", de: "german", ru: "russian", ar: "arabic" };

test("a text gives the words and keys of the case file", async () => {
  for (const each of await read("analysis.json")) {
    const stem = STEMMERS[each.language] ? await loadStemmer(STEMMERS[each.language]) : (word) => word;
    const analyser = new Analyser(stem, each.language === "zh" ? await readVariants() : "");
    const cleaned = tokens.normalise(each.text);
    const words = [...tokens.splitWords(cleaned), ...tokens.joinCodes(cleaned)];
    assert.deepEqual(words, each.words, each.text);
    assert.deepEqual(words.map((word) => analyser.keys(word)), each.keys, each.text);
  }
});

test("the distance is that of the case file", async () => {
  for (const each of await read("spelling.json")) {
    assert.equal(spelling.distance(each.word, each.other, each.limit, each.open), each.distance, `${each.word} ${each.other}`);
  }
});

test("a chunk that a server has unpacked already is taken as it is", async () => {
  const plain = new TextEncoder().encode("abc");
  assert.deepEqual(await decompress(plain), plain);
  assert.deepEqual(await decompress(new Uint8Array(gzipSync(plain))), plain);
});

test("a truncated chunk is refused", async () => {
  const packed = new Uint8Array(gzipSync(new Uint8Array(1000).map((_, at) => at * 7)));
  await assert.rejects(decompress(packed.subarray(0, packed.length / 2)));
});

/** Asks a session whose files are `files`; resolves to the last reply. */
function ask(files, query) {
  return new Promise((resolve) => {
    const handle = createSession(
      (reply) => (reply.type === "failed" || reply.final) && resolve(reply),
      italian,
      () => async (path) => {
        const found = files[path.split("/")[1]];
        if (!found) throw new Error("404");
        return found;
      },
    );
    handle({ type: "open", base: "https://x.invalid/", language: "it", head: null });
    handle({ type: "search", id: 1, query, limit: 5 });
  });
}

const varint = (number) => (number < 128 ? [number] : [(number & 127) | 128, ...varint(Math.floor(number / 128))]);
const packed = (words) => [...varint(new TextEncoder().encode(words).length), ...new TextEncoder().encode(words)];
const head = {
  format: 7, facets: [["page", []]], facetOf: [0], language: "it", stemmer: "italian", articles: 1, stop: "il", question: "come", variants: "",
  shapes: [], expansionWeight: 0, compounds: false,
  ranking: { idfExponent: 1, coverageExponent: 1, titleBoost: 1, asksBoost: 1, beta: 1, prefixWeight: 0.7,
    prefixWeightBesideExact: 0.4, mostPrefixes: 9, oneErrorWeight: 0.8, twoErrorsWeight: 0.6, mostCorrections: 6,
    relativeWeight: 0.6, relativeShare: 0.6, mostRelatives: 6, expansionShare: 0.7, expansionTail: 5, mostExpansions: 8,
    synonymWeight: 0.7, extraWeight: 0.7, sisterWeight: 0.6, compoundWeight: 0.7, cliticWeight: 0.9, guessWeight: 0.3 },
  terms: "0res", words: "0reso", sisters: "", extras: 0,
};
/** A head with the names of its files, none of which it holds itself. */
const headFile = (fields, names) => new Uint8Array([...packed(JSON.stringify(fields)), names.length, ...names, 0]);
const article = { id: "faq/x", url: "faq/x/", title: "Il reso", kind: "faq", topics: [], sections: [["", "", "Un reso."]] };
const files = () => ({
  "head.bin": headFile(head, [0, 0, 1, 0, 0, 2, 0xaa, 0xbb, 0xcc]),
  "t-000001.bin": new Uint8Array([...packed("0res"), 5, 1, 0, (40 << 2) | 2, 1, 0]),
  "w-000002.bin": new Uint8Array([...packed("0reso"), 0]),
  "a-aabbcc.bin": new TextEncoder().encode(JSON.stringify(article)),
});

test("a session answers with marked words", async () => {
  const reply = await ask(files(), "come il reso");
  assert.deepEqual(reply.results.map((result) => [result.id, result.titleParts]), [["faq/x", [["Il ", false], ["reso", true]]]]);
  assert.equal(reply.partial, false);
});

test("a missing or damaged chunk leaves a partial answer, never an exception", async () => {
  for (const name of ["t-000001.bin", "w-000002.bin", "a-aabbcc.bin"]) {
    for (const broken of [undefined, new Uint8Array([0x1f, 0x8b, 1]), new Uint8Array([200])]) {
      const reply = await ask({ ...files(), [name]: broken }, "reso");
      assert.equal(reply.type, "results", name);
      assert.equal(reply.partial, true, name);
    }
  }
});

test("strange queries are answered from the only article", async () => {
  const strange = ["", "?!", "🎉🎉", "\u0000\u0007", "<img src=x onerror=alert(1)>", "il", "come", "возврат طلب", "\ud800", "x".repeat(10000)];
  for (const query of strange) {
    const reply = await ask(files(), query);
    assert.deepEqual([reply.type, reply.partial, reply.results.length], ["results", false, 0], query.slice(0, 20));
  }
  for (const query of ["reso 🎉", "\u202ereso\u0007", "<b>reso</b>", `reso ${"zzyzx ".repeat(2000)}`]) {
    assert.deepEqual((await ask(files(), query)).results.map((result) => result.id), ["faq/x"], query.slice(0, 20));
  }
});

test("while words are on their way, no word is looked for in the whole dictionary", async () => {
  const more = { ...head, words: "0a\n0m\n0reso" };
  const names = [0, 0, 1, 0, 0, 3, 0, 0, 4, 0, 0, 2, 0xaa, 0xbb, 0xcc];
  const asked = [];
  const all = { ...files(), "w-000004.bin": new Uint8Array([...packed("0m"), 0]) };
  all["head.bin"] = headFile(more, names);
  const watched = new Proxy(all, { get: (target, name) => (asked.push(name), target[name]) });
  assert.equal((await ask(watched, "resso ")).results.length, 1);
  assert.ok(asked.includes("w-000002.bin"));
  assert.ok(!asked.includes("w-000003.bin"));
});

test("for a word too short to be misspelt nothing is looked up in the dictionary", async () => {
  const asked = [];
  const watched = new Proxy(files(), { get: (target, name) => (asked.push(name), target[name]) });
  assert.equal((await ask(watched, "reso zzz ")).results.length, 1);
  assert.deepEqual(asked.filter((name) => name.startsWith("w-")), []);
});

test("one or two letters wait longer for the next, everything else does not", () => {
  for (const typed of ["p", "pa", "come pa", "l'a", "unit\u00e0 \u00e8"]) assert.equal(pauseAfter(typed), 180, typed);
  for (const typed of ["", "pag", "come pagare", "come ", "F4", "12", "PAY-4", "c?"]) assert.equal(pauseAfter(typed), 60, typed);
});

test("a walk over a text finds the words that the pattern finds", () => {
  const pieces = ["perché", "l'", "unità", " ", "PAY-402", "मैं", "_", "🎉", "𝒶b", "\u0301", "…", "1", "İ"];
  for (let seed = 1; seed < 400; seed++) {
    const made = Array.from({ length: 1 + (seed % 9) }, (_, at) => pieces[(seed * 7 + at * at * 31) % pieces.length]).join("");
    const found = [];
    tokens.eachWord(made, (word, start) => found.push([word, start]));
    assert.deepEqual(found, [...made.matchAll(tokens.WORD)].map((match) => [match[0], match.index]), made);
    assert.deepEqual(tokens.splitWords(tokens.normalise(made)), found.map(([word]) => tokens.normalise(word)).filter(tokens.fold));
  }
});

test("a word that stands for a word of the query is marked, however it is inflected", async () => {
  const { PLAIN_STEMMERS: PLAIN } = await load("search-matches.js");
  for (const each of await read("analysis.json")) {
    if (!PLAIN.has(STEMMERS[each.language])) continue;
    const index = {
      analyser: new Analyser(await loadStemmer(STEMMERS[each.language])), stemmer: STEMMERS[each.language], stop: new Set(),
    };
    const words = tokens.splitWords(tokens.normalise(each.text));
    words.forEach((word, at) => {
      const keys = keysOf([{ word, variants: [{ keys: each.keys[at] }] }]);
      const shown = present({ ...article, title: word, sections: [] }, keys, index);
      assert.deepEqual(shown.titleParts, [[word, true]], `${each.language} ${word}`);
    });
  }
});

test("without its head the search says that it failed", async () => {
  for (const broken of [undefined, new Uint8Array(), new Uint8Array(packed("{}")), new TextEncoder().encode("<html>404")]) {
    assert.equal((await ask({ ...files(), "head.bin": broken }, "reso")).type, "failed");
  }
});

test("a newer query replaces one that still waits", async () => {
  const replies = [];
  const handle = createSession((reply) => replies.push(reply), italian, () => async (path) => files()[path.split("/")[1]]);
  handle({ type: "open", base: "https://x.invalid/", language: "it", head: null });
  handle({ type: "search", id: 1, query: "r", limit: 5 });
  handle({ type: "search", id: 2, query: "reso", limit: 5 });
  await new Promise((resolve) => setTimeout(resolve, 200));
  assert.deepEqual([...new Set(replies.map((reply) => reply.id))], [2]);
});

test("the section with most of the query's words is shown, with a snippet around them", async () => {
  const analyser = new Analyser(await loadStemmer("italian"));
  const index = { analyser, stop: new Set(["la", "il"]) };
  const long = `${"Altro testo qui. ".repeat(40)}Paga con la carta del negozio. ${"Fine. ".repeat(60)}`;
  const shown = present(
    { ...article, title: "Pagare", sections: [["", "", "La carta."], ["carta", "La carta", long], ["x", "Altro", "niente"]] },
    keysOf([
      { word: "carta", variants: [{ keys: ["cart"] }] },
      { word: "negozio", variants: [{ keys: ["negoz"] }] },
    ]),
    index,
  );
  assert.equal(shown.anchor, "carta");
  assert.deepEqual(shown.headingParts, [["La ", false], ["carta", true]]);
  assert.deepEqual(shown.snippet.filter(([, marked]) => marked).map(([word]) => word), ["carta", "negozio"]);
  assert.ok(shown.snippet.map(([part]) => part).join("").length < 240);
});

const plain = () => ({ analyser: new Analyser((word) => word), stemmer: "", stop: new Set(["il"]) });
const keysFor = (...words) => keysOf(words.map((word) => ({ text: word, variants: [{ keys: [word] }] })));

test("Ctrl+K, Command+K and a slash outside of fields lead to the search, and no other keys", () => {
  const press = (key, ...held) => {
    const event = { key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
    for (const each of held) event[`${each}Key`] = true;
    return isShortcut(event, false, () => true);
  };
  const slash = { key: "/", ctrlKey: false, metaKey: false, altKey: false, shiftKey: true };
  assert.ok(isShortcut(slash, false, () => true), "on a German keyboard the slash is Shift+7");
  assert.ok(!isShortcut(slash, true, () => true) && !isShortcut(slash, false, () => false));
  assert.ok(press("/") && !press("/", "ctrl") && !press("/", "alt") && !press("/", "meta"));
  assert.ok(press("k", "ctrl") && press("k", "meta") && press("K", "ctrl"));
  assert.ok(!press("k") && !press("j", "ctrl") && !press("k", "ctrl", "meta"));
  assert.ok(!press("k", "ctrl", "alt") && !press("k", "ctrl", "shift"));
});

const withSections = (...headings) => {
  const sections = headings.map((heading, at) => [`s${at}`, heading, at ? "" : "carta reso"]);
  return present({ ...article, title: "X", sections: [["", "", "carta carta reso reso"], ...sections] }, keysFor("carta", "reso"), plain());
};

test("other sections whose headings have words of the query are linked, in the order of the article", () => {
  const shown = withSections("La carta e il reso", "Carta", "Altro", "Reso");
  assert.equal(shown.anchor, "s0");
  assert.deepEqual(shown.sections.map(({ anchor }) => anchor), ["s1", "s3"]);
  assert.deepEqual(shown.sections[0].parts, [["Carta", true]]);
});

test("at most three other sections are linked, the best ones", () => {
  const shown = withSections("Carta reso carta", "Carta", "Reso", "Reso e carta", "Carta e reso", "Reso, carta");
  assert.deepEqual(shown.sections.map(({ anchor }) => anchor), ["s3", "s4", "s5"]);
});

test("an article with one section has no links to others", () => {
  assert.deepEqual(withSections("Carta").sections, []);
});

test("the marks in an article do not depend on earlier queries and articles", () => {
  const articles = ["Il reso di un pacco", "Un pacco, due resi", "c'è un reso"].map((title) => ({ ...article, title }));
  const queries = [["reso", "pacco"], ["pacco", "reso"], ["u"], ["e", "due"], ["zzz"], ["reso"]].map((words) => keysFor(...words));
  const index = plain();
  for (const keys of [...queries, ...queries]) {
    for (const each of articles) assert.deepEqual(present(each, keys, index), present({ ...each }, keys, plain()));
  }
});

test("an article is presented the same when more words were met than are kept", () => {
  const index = plain();
  const articles = [1, 2, 3].map((part) => {
    const words = Array.from({ length: 5000 }, (_, at) => `parola${part}x${at}`);
    return { ...article, sections: [["a", "Altro", "altro"], ["b", `Parte ${part}`, `${words.join(" ")} un reso qui`]] };
  });
  const show = () => articles.map((each) => present(each, keysFor("reso", "parola2x4999"), index));
  const first = show();
  assert.deepEqual(first.map((shown) => shown.anchor), ["b", "b", "b"]);
  assert.ok(first[1].snippet.some(([word, marked]) => marked && word === "parola2x4999"));
  assert.deepEqual(show(), first);
});

test("articles with an ask equal to the query come first, then by score, then by number; the same again", () => {
  const some = (seed) => {
    const numbers = Array.from({ length: 200 }, (_, at) => at).filter((number) => (number * 31 + seed * 17) % 7 < 3);
    return {
      numbers,
      levels: numbers.map((number) => 1 + ((number * seed) % 5) * 12),
      titles: numbers.map((number) => (number % 9 === seed ? 2 : 0)),
      asks: numbers.map((number) => (number % 50 === 3 ? [{ ask: 0, length: 1, mark: seed }] : undefined)),
    };
  };
  const index = { articles: 200, ranking: head.ranking, postings: (key) => some(Number(key)) };
  const words = [1, 2].map((key) => ({ variants: [{ keys: [String(key)], weight: 1, exact: true }] }));
  const hits = rank(index, words, 1);
  const found = new Set([...some(1).numbers, ...some(2).numbers]);
  assert.deepEqual(new Set(hits.map((hit) => hit.number)), found);
  assert.equal(hits.length, found.size);
  const exact = some(1).numbers.filter((number) => number % 50 === 3);
  assert.deepEqual(hits.filter((hit) => hit.exact).map((hit) => hit.number).sort((a, b) => a - b), exact);
  assert.deepEqual(hits, [...hits].sort((a, b) => Number(b.exact) - Number(a.exact) || b.score - a.score || a.number - b.number));
  assert.ok(new Set(hits.map((hit) => hit.score)).size < hits.length, "some have the same score");
  assert.deepEqual(rank(index, words, 1), hits);
});
