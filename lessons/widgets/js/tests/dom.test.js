import assert from "node:assert/strict";
import { test } from "node:test";
import { press, show } from "./page.js";
import { button, enterForm, h, keepFocus, svg, textArea, uniqueId } from "../src/dom.js";

test("text is never read as markup", () => {
  const node = h("p", { title: '"><b>' }, "<b>bold</b> & more");
  assert.equal(node.children.length, 0);
  assert.equal(node.outerHTML, '<p title="&quot;><b>">&lt;b&gt;bold&lt;/b&gt; &amp; more</p>');
});

test("attributes are set, set without a value, or left out", () => {
  const node = h("input", { id: "a", value: 0, hidden: true, required: false, title: null, name: undefined });
  assert.deepEqual(node.getAttributeNames().sort(), ["data-lm-suppress-shortcuts", "hidden", "id", "value"]);
  assert.equal(node.getAttribute("hidden"), "");
  assert.equal(node.getAttribute("value"), "0");
});

test("children that are null or false are left out, and zero is shown", () => {
  assert.equal(h("p", {}, null, "a", false, 0, undefined).textContent, "a0");
});

test("every control keeps its keys from the notebook", () => {
  for (const tag of ["a", "button", "input", "select", "summary", "textarea"]) {
    assert.equal(h(tag).dataset.lmSuppressShortcuts, "true", tag);
  }
  assert.equal(h("div", { tabindex: 0 }).dataset.lmSuppressShortcuts, "true");
  assert.equal(h("div").dataset.lmSuppressShortcuts, undefined);
});

test("listeners are called", () => {
  let clicks = 0;
  show(button("Go", () => { clicks += 1; })).click();
  assert.equal(clicks, 1);
});

test("a button submits no form", () => {
  assert.equal(button("Go", () => {}).type, "button");
});

test("SVG elements are in the namespace that browsers draw", () => {
  const path = svg("path", { d: "M0 0" });
  assert.equal(path.namespaceURI, "http://www.w3.org/2000/svg");
  assert.equal(path.getAttribute("d"), "M0 0");
});

test("Enter in a one-line control submits a form, in a text area it does not", () => {
  let submitted = 0;
  const input = h("input");
  const area = h("textarea");
  show(enterForm(() => { submitted += 1; }, input, area));
  assert.equal(press(input, "Enter"), true);
  assert.equal(submitted, 1);
  press(area, "Enter");
  press(input, "a");
  assert.equal(submitted, 1);
});

test("Enter in an input for files opens it, and submits no form", () => {
  let submitted = 0;
  const input = h("input", { type: "file" });
  show(enterForm(() => { submitted += 1; }, input));
  assert.equal(press(input, "Enter"), false);
  assert.equal(submitted, 0);
});

test("Enter that ends an input method's word does nothing else", () => {
  let done = 0;
  const act = () => { done += 1; };
  document.execCommand = act; // jsdom has none
  const controls = [h("input"), textArea()];
  show(enterForm(act, ...controls));
  for (const control of controls) assert.equal(press(control, "Enter", { isComposing: true, keyCode: 229 }), false);
  assert.equal(done, 0);
  for (const control of controls) press(control, "Enter");
  assert.equal(done, 2);
  delete document.execCommand;
});

test("what is drawn anew keeps the focus on the button with the same text, or else in the same place", () => {
  const node = show(h("div"));
  const draw = (...texts) => keepFocus(node, () => node.replaceChildren(...texts.map((text) => button(text, () => {}))));
  draw("a", "b", "a", "c");
  node.children[2].focus();
  draw("a", "b", "c", "a");
  assert.equal(document.activeElement, node.children[3]);
  draw("a", "b");
  assert.equal(document.activeElement, node.children[0]);
  draw("c", "d");
  assert.equal(document.activeElement, node.children[0]);
  draw("e", "d", "c");
  node.children[2].focus();
  draw("e");
  assert.equal(document.activeElement, node.children[0]);
  node.children[0].blur();
  draw("e");
  assert.equal(document.activeElement, document.body);
});

test("ids are unique", () => {
  const ids = Array.from({ length: 100 }, () => uniqueId());
  assert.equal(new Set(ids).size, 100);
});
