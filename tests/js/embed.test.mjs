// The launcher on other sites, and the pages in its panel: languages, patterns, links, and what is kept without storage.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { createContext, runInContext } from "node:vm";

import { chooseLanguage, pageOf, startLauncher } from "../../theme/assets/helpcentre/embed.js";
import { fits, pageIn, showSuggestions, targetOf } from "../../theme/assets/helpcentre/embedded-page.js";

const EMBEDDED = readFileSync(new URL("../../theme/assets/helpcentre/embedded.js", import.meta.url), "utf8");

test("the language is the nearest to the page's, else the site's first", () => {
  const offered = ["en", "pt", "zh-Hans", "fr-CH", "fr"];
  const choices = {
    "en": "en", "EN-gb": "en", "pt-BR": "pt", "pt_BR": "pt", "zh-TW": "zh-Hans", "zh-hans-CN": "zh-Hans", "zh": "zh-Hans",
    "fr-CH": "fr-CH", "fr-ca": "fr", "fr": "fr", "it": "en", "": "en", "e": "en", "english": "en",
  };
  for (const [wanted, found] of Object.entries(choices)) assert.equal(chooseLanguage(wanted, offered, "en"), found, wanted);
});

test("the panel learns the path of the customer's page, and not its query", () => {
  assert.equal(pageOf(new URL("https://shop.example/orders/7?email=a@b.example#x")), "https://shop.example/orders/7");
});

test("a pattern is a path or an address in which a star stands for anything", () => {
  const page = "https://shop.example/it/checkout/pay";
  for (const pattern of ["/it/checkout/pay", "/it/checkout/pay/", "/it/*", "/*/checkout/*", "*", "/*", "https://shop.example/*", page]) {
    assert.ok(fits(pattern, page), pattern);
  }
  for (const pattern of ["/", "/checkout/*", "/it/checkout", "/it/checkout/pay/*", "/IT/*", "https://other.example/*", "/it.checkout.pay"]) {
    assert.ok(!fits(pattern, page), pattern);
  }
  assert.ok(fits("/cart/", "https://shop.example/cart"));
  assert.ok(fits("/cart", "https://shop.example/cart/"));
  assert.ok(fits("/", "https://shop.example/"));
  assert.ok(!fits("/", "https://shop.example/cart"));
});

test("signs of regular expressions in a pattern are signs of an address", () => {
  assert.ok(fits("/a+b(c)$/[d].html", "https://shop.example/a+b(c)$/[d].html"));
  assert.ok(!fits("/a.c", "https://shop.example/abc"));
});

test("a pattern may be written as people read it or as browsers encode it", () => {
  const page = "https://shop.example/%C3%BCber-uns";
  assert.ok(fits("/über-uns", page));
  assert.ok(fits("/%C3%BCber-uns", page));
  assert.ok(fits("/*", "https://shop.example/%E0%A4"), "an address that is not UTF-8");
});

test("the first list that fits is shown, and the one for all pages if none does", () => {
  const lists = ["/checkout/*", "/*pay", ""].map((hcSuggest) => ({ dataset: { hcSuggest }, hidden: true }));
  const shown = (address) => (showSuggestions(lists, address), lists.map((list) => !list.hidden));

  assert.deepEqual(shown("https://shop.example/checkout/pay"), [true, false, false]);
  assert.deepEqual(shown("https://shop.example/pay"), [false, true, false]);
  assert.deepEqual(shown("https://shop.example/"), [false, false, true]);
  assert.deepEqual(shown(""), [false, false, true]);
});

test("links leave the panel unless they lead to the help centre itself", () => {
  const target = (address) => targetOf(new URL(address), "https://help.example");
  assert.equal(target("https://help.example/faq/"), "");
  assert.equal(target("https://shop.example/"), "_blank");
  assert.equal(target("http://help.example/"), "_blank");
  assert.equal(target("tel:+39051"), "_top");
  assert.equal(target("mailto:help@shop.example"), "_top");
});

/** A window in which embedded.js has run. */
function framed({ name = "", storage, isFramed = true } = {}) {
  const window = { name, document: { documentElement: { dataset: {} } } };
  window.parent = isFramed ? {} : window;
  Object.defineProperty(window, "sessionStorage", { get: storage, configurable: true });
  runInContext(EMBEDDED, createContext({ window, document: window.document }));
  return window;
}
const blocked = () => {
  throw new Error("SecurityError");
};

test("without storage for frames a visit is kept in the name of the frame, after the customer's page", () => {
  const first = framed({ name: "https://shop.example/pay", storage: blocked });
  assert.equal(first.sessionStorage.getItem("visit"), null);
  first.sessionStorage.setItem("visit", "a b {\"ü\"}");
  first.sessionStorage.setItem("other", "1");
  first.sessionStorage.removeItem("other");
  const next = framed({ name: first.name, storage: blocked });

  assert.equal(next.sessionStorage.getItem("visit"), "a b {\"ü\"}");
  assert.equal(next.sessionStorage.getItem("other"), null);
  assert.equal(pageIn(next.name), "https://shop.example/pay");
  assert.equal(pageIn("https://shop.example/pay"), "https://shop.example/pay");
});

test("with storage the name of the frame is left alone, and outside a frame everything is", () => {
  const storage = { getItem: () => null };
  const inside = framed({ name: "https://shop.example/pay", storage: () => storage });
  assert.equal(inside.sessionStorage, storage);
  assert.equal(inside.document.documentElement.dataset.hcEmbedded, "");
  const outside = framed({ storage: blocked, isFramed: false });
  assert.deepEqual(outside.document.documentElement.dataset, {});
  assert.throws(() => outside.sessionStorage);
});

test("a browser that lacks a part shows nothing", (context) => {
  const script = { src: "https://help.example/assets/helpcentre/embed.js", dataset: {} };
  const lacking = [{ currentScript: null, adoptedStyleSheets: [] }, { currentScript: script }, { currentScript: script, adoptedStyleSheets: [] }];
  context.after(() => delete globalThis.document);
  for (const document of lacking) {
    globalThis.document = document; // a use of anything else of it would throw
    assert.doesNotThrow(() => startLauncher({ name: "", fallback: "en", languages: {}, styles: "", icon: "" }));
  }
});
