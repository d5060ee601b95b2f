import assert from "node:assert/strict";
import { test } from "node:test";
import { field } from "../page.js";
import { h } from "../../src/dom.js";
import criteria from "../../src/fields/criteria.js";
import pick from "../../src/fields/pick.js";

const SHOWN = { slot: "criteria", model: "A <b>model</b>.", legend: "Which?", labels: ["One", "Two", "Three"] };

/** Return the field with a way to make fields inside it, which a card gives. */
function criteriaField() {
  const state = {};
  const inner = (spec) => pick({ h, spec, id: "id", get: () => state.made.state.value, set: (value) => { state.made.state.value = value; } });
  state.made = field(criteria, {}, { h, field: inner });
  return state.made;
}

test("nothing is shown before the text has been kept", () => {
  const { node, state } = criteriaField();
  assert.equal(node.textContent, "");
  assert.deepEqual(state.value, []);
});

test("the model answer is text and never markup, and the criteria are boxes to tick", () => {
  const { node, state } = criteriaField();
  state.handlers.criteria(SHOWN);
  assert.match(node.textContent, /A <b>model<\/b>\./);
  const boxes = [...node.querySelectorAll("input[type=checkbox]")];
  assert.equal(boxes.length, 3);
  boxes[2].click();
  assert.deepEqual(state.value, [2]);
});

test("boxes that are ticked stay so when the text is kept again, and come back later", () => {
  const { node, state, show } = criteriaField();
  state.handlers.criteria(SHOWN);
  node.querySelectorAll("input")[0].click();
  state.handlers.criteria(SHOWN);
  assert.equal(node.querySelectorAll("input").length, 3);
  assert.equal(node.querySelectorAll("input")[0].checked, true);
  state.value = [1];
  show();
  assert.deepEqual([...node.querySelectorAll("input")].map((box) => box.checked), [false, true, false]);
});
