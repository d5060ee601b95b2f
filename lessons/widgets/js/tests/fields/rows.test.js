import assert from "node:assert/strict";
import { test } from "node:test";
import { field, select } from "../page.js";
import { h } from "../../src/dom.js";
import rows from "../../src/fields/rows.js";

const spec = { items: ["Jordan", "Japan"], options: ["Dialogue", "Globe"] };

test("each row gets the position of its option, or null", () => {
  const { node, state } = field(rows, spec, { h });
  const [, second] = node.querySelectorAll("select");
  assert.deepEqual(state.value, [null, null]);
  select(second, "0");
  assert.deepEqual(state.value, [null, 0]);
  select(second, "");
  assert.deepEqual(state.value, [null, null]);
});

test("an option is dragged onto a row, as if it had been chosen there", () => {
  const { node, state, places } = field(rows, spec, { h });
  const [, globe] = state.dragged;
  assert.deepEqual(globe.targets(), places);
  globe.drop(0);
  assert.deepEqual(state.value, [1, null]);
  assert.equal(node.querySelector("select").value, "1");
  assert.equal(globe.element.closest("[aria-hidden]"), node.firstChild, "the menus say the same");
});

test("an answer that comes back is drawn", () => {
  const { node, state, show } = field(rows, spec, { h });
  state.value = [1, null];
  show();
  assert.deepEqual([...node.querySelectorAll("select")].map((menu) => menu.value), ["1", ""]);
});
