import assert from "node:assert/strict";
import { test } from "node:test";
import { field } from "../page.js";
import { h } from "../../src/dom.js";
import pick from "../../src/fields/pick.js";

const labels = ["one", "<two>", "three"];

test("one option is chosen by its position", () => {
  const { inputs, state } = field(pick, { labels }, { h });
  assert.equal(state.value, null);
  inputs[1].click();
  assert.equal(state.value, 1);
  inputs[2].click();
  assert.equal(state.value, 2);
});

test("with many, the positions of all that are chosen", () => {
  const { inputs, state } = field(pick, { labels, many: true }, { h });
  assert.deepEqual(state.value, []);
  inputs[2].click();
  inputs[0].click();
  assert.deepEqual(state.value, [0, 2]);
  inputs[2].click();
  assert.deepEqual(state.value, [0]);
});

test("an answer that comes back is drawn", () => {
  for (const [many, value, checked] of [[false, 0, [0]], [true, [0, 2], [0, 2]], [false, null, []]]) {
    const { inputs, state, show } = field(pick, { labels, many }, { h });
    state.value = value;
    show();
    assert.deepEqual(inputs.flatMap((input, i) => (input.checked ? [i] : [])), checked);
  }
});

test("a legend names the group, and labels are text", () => {
  const { node } = field(pick, { labels, legend: "Because:" }, { h });
  assert.equal(node.querySelector("legend").textContent, "Because:");
  assert.deepEqual([...node.querySelectorAll("label")].map((label) => label.textContent), labels);
});
