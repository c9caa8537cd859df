// The keys of the search field, with the few parts of the page that they need.
import assert from "node:assert/strict";
import { test } from "node:test";

const assets = new URL("../../theme/assets/helpcentre/", import.meta.url);
const { Combobox } = await import(new URL("search-combobox.js", assets).href);

/** An element with attributes and listeners, and nothing else. */
function element(id = "") {
  const attributes = new Map();
  const listeners = new Map();
  return {
    id,
    value: "",
    hidden: false,
    clicks: 0,
    inside: [],
    setAttribute: (name, value) => void attributes.set(name, value),
    getAttribute: (name) => attributes.get(name) ?? null,
    removeAttribute: (name) => void attributes.delete(name),
    addEventListener: (name, listener) => void listeners.set(name, listener),
    dispatch: (name, event) => listeners.get(name)?.(event),
    querySelectorAll() { return this.inside; },
    contains(other) { return this.inside.includes(other); },
    scrollIntoView() {},
    click() { this.clicks += 1; },
  };
}

/** A field with a box of `options` options. */
function field(options = 3) {
  const [root, input, box] = [element(), element(), element("box")];
  const calls = [];
  box.inside = Array.from({ length: options }, (_, at) => element(`option-${at}`));
  root.inside = [input];
  const combobox = new Combobox(input, box, {
    open: () => { calls.push("open"); combobox.showBox(); },
    close: () => { calls.push("close"); combobox.hideBox(); },
  });
  combobox.start(root);
  const press = (key, more = {}) => {
    const event = { key, prevented: false, preventDefault: () => { event.prevented = true; }, ...more };
    input.dispatch("keydown", event);
    return event.prevented;
  };
  return { root, input, box, combobox, press, calls };
}

test("the field is a combobox that names its list", () => {
  const { input } = field();
  assert.equal(input.getAttribute("role"), "combobox");
  assert.equal(input.getAttribute("aria-controls"), "box-list");
  assert.equal(input.getAttribute("aria-expanded"), "false");
});

test("the arrows go through the options and back to the field", () => {
  const { input, box, press } = field(2);
  const seen = [];
  for (const key of ["ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp"]) {
    assert.ok(press(key), "the page does not scroll");
    seen.push(input.getAttribute("aria-activedescendant"));
  }
  assert.deepEqual(seen, ["option-0", "option-1", null, "option-1"]);
  assert.deepEqual(box.inside.map((option) => option.getAttribute("aria-selected")), ["false", "true"]);
});

test("an arrow opens a hidden box first, without moving", () => {
  const { input, box, press, calls } = field();
  box.hidden = true;
  press("ArrowDown");
  assert.deepEqual(calls, ["open"]);
  assert.equal(input.getAttribute("aria-activedescendant"), null);
  assert.equal(input.getAttribute("aria-expanded"), "true");
});

test("without options the arrows are the browser's own", () => {
  const { press } = field(0);
  assert.ok(!press("ArrowDown") && !press("ArrowUp"));
});

test("Enter follows the active option, and without one it is the form's", () => {
  const { box, press } = field();
  assert.ok(!press("Enter"));
  press("ArrowDown");
  assert.ok(press("Enter"));
  assert.deepEqual(box.inside.map(({ clicks }) => clicks), [1, 0, 0]);
  box.hidden = true;
  assert.ok(!press("Enter"), "an option that is not shown is not followed");
});

test("Escape closes an open box and keeps what is typed; the next one empties the field", () => {
  const { input, press, calls } = field();
  input.value = "reso";
  assert.ok(press("Escape"));
  assert.equal(input.value, "reso");
  press("Escape");
  assert.equal(input.value, "");
  assert.deepEqual(calls, ["close", "close"]);
});

test("Escape stops a search that is on its way and keeps what is typed", () => {
  const { input, box, press, calls } = field();
  box.hidden = true;
  box.setAttribute("aria-busy", "true");
  input.value = "reso";
  press("Escape");
  assert.deepEqual([input.value, calls], ["reso", ["close"]]);
});

test("keys that choose characters of an input method are left alone", () => {
  const { press, calls } = field();
  for (const key of ["Escape", "ArrowDown", "Enter"]) assert.ok(!press(key, { isComposing: true }));
  assert.deepEqual(calls, []);
});

test("the box is hidden when the focus leaves the search, and not when it moves within", () => {
  const { root, input, box, combobox } = field();
  combobox.showBox();
  root.dispatch("focusout", { relatedTarget: input });
  assert.equal(box.hidden, false);
  root.dispatch("focusout", { relatedTarget: null });
  assert.equal(box.hidden, true);
  assert.equal(input.getAttribute("aria-expanded"), "false");
});
