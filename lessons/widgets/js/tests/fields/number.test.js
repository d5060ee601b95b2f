import assert from "node:assert/strict";
import { test } from "node:test";
import { field, type } from "../page.js";
import { h } from "../../src/dom.js";
import number from "../../src/fields/number.js";

test("the text goes to the kernel as it was typed", () => {
  const { node, state } = field(number, { unit: "soldiers" }, { h });
  assert.equal(state.value, "");
  type(node.querySelector("input"), "1 550,5");
  assert.equal(state.value, "1 550,5");
  assert.match(node.textContent, /soldiers/);
});

test("an answer that comes back is drawn", () => {
  const { node, state, show } = field(number, { unit: "" }, { h });
  state.value = "12";
  show();
  assert.equal(node.querySelector("input").value, "12");
});
