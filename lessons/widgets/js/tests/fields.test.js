import assert from "node:assert/strict";
import { test } from "node:test";
import { show } from "./page.js";
import { loadFields, makeField } from "../src/fields.js";

// Node imports no blob: addresses, so that the tests load the same text from a data: address.
const importText = (text) => import(`data:text/javascript,${encodeURIComponent(text)}`);
const GOOD = "export default ({ h, spec }) => ({ node: h('p', {}, spec.text), show() {} })";
const NESTING = "export default ({ field }) => field({ kind: 'good', text: 'inside' })";

test("a module makes a field with the tools it gets", async () => {
  const modules = await loadFields({ good: GOOD }, importText);
  assert.equal(makeField(modules, { spec: { kind: "good", text: "Hello" } }).node.textContent, "Hello");
});

test("a field can have another one inside", async () => {
  const modules = await loadFields({ good: GOOD, nesting: NESTING }, importText);
  assert.equal(makeField(modules, { spec: { kind: "nesting" } }).node.textContent, "inside");
});

test("a module that fails says so in its place and leaves the others alone", async () => {
  const texts = { good: GOOD, torn: "export default (", throwing: "export default () => { throw new Error('no') }" };
  const modules = await loadFields(texts, importText);
  for (const kind of ["torn", "throwing", "missing"]) {
    const { node, failed } = makeField(modules, { spec: { kind } });
    assert.ok(failed);
    assert.equal(show(node).getAttribute("role"), "alert");
    assert.match(node.textContent, new RegExp(kind));
  }
  assert.ok(!makeField(modules, { spec: { kind: "good" } }).failed);
});
