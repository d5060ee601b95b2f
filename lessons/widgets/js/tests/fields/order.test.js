import assert from "node:assert/strict";
import { test } from "node:test";
import { field, press } from "../page.js";
import { h } from "../../src/dom.js";
import order, { moved } from "../../src/fields/order.js";

const items = ["a", "b", "c"];
const shown = (node) => [...node.querySelectorAll("li > span")].map((span) => span.textContent);
const mover = (node, label) => node.querySelector(`[aria-label="${label}"]`);

test("an item moves to a place, and the others close up", () => {
  assert.deepEqual(moved([0, 1, 2], 0, 1), [1, 0, 2]);
  assert.deepEqual(moved([0, 1, 2], 2, 0), [2, 0, 1]);
  assert.deepEqual(moved([2, 0, 1], 2, 2), [0, 1, 2]);
});

test("nothing moves beyond the ends, and the old order is left alone", () => {
  const before = [0, 1, 2];
  assert.equal(moved(before, 0, -1), before);
  assert.equal(moved(before, 2, 3), before);
  moved(before, 1, 2);
  assert.deepEqual(before, [0, 1, 2]);
});

test("an item is dragged to the place of another, wherever that stands by now", () => {
  const { node, state } = field(order, { items }, { h });
  const [first, second] = state.dragged;
  first.drop(2);
  assert.deepEqual(shown(node), ["b", "c", "a"]);
  assert.equal(first.targets().indexOf(second.element), 0);
  second.drop(1);
  assert.deepEqual(state.value, [2, 1, 0]);
});

test("an order that nobody has touched is no answer", () => {
  const { state } = field(order, { items }, { h });
  assert.equal(state.value, null);
});

test("buttons and arrow keys move an item, keep the focus and say its place", () => {
  const { node, state } = field(order, { items }, { h });
  mover(node, "Move a down").click();
  assert.deepEqual(state.value, [1, 0, 2]);
  assert.deepEqual(shown(node), ["b", "a", "c"]);
  assert.equal(document.activeElement, mover(node, "Move a down"));
  assert.equal(press(mover(node, "Move a down"), "ArrowDown"), true);
  assert.deepEqual(shown(node), ["b", "c", "a"]);
  assert.equal(press(mover(node, "Move a down"), "Tab"), false);
  mover(node, "Move a down").click();
  assert.deepEqual(state.announced, ["a: place 2 of 3.", "a: place 3 of 3.", "a is last."]);
});

test("an order that comes back is drawn", () => {
  const { node, state, show } = field(order, { items }, { h });
  state.value = [2, 0, 1];
  show();
  assert.deepEqual(shown(node), ["c", "a", "b"]);
});
