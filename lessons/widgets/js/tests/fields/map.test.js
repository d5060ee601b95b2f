import assert from "node:assert/strict";
import { test } from "node:test";
import { field } from "../page.js";
import { h, svg } from "../../src/dom.js";
import map from "../../src/fields/map.js";
import pick from "../../src/fields/pick.js";

const LAND = { paths: ["M0 0L1 1Z", "M2 2L5 5"], view: "0 0 20 10", places: [[10, 20, "47° N, 107° E"], [30, 40, "<b>"]] };

function mapField() {
  const state = { value: null };
  const nested = (spec, others) => pick({ h, id: "places", get: () => state.value, ...others, spec });
  const made = field(map, { count: 2 }, { h, svg, field: nested, set: (value) => { state.value = value; } });
  return { ...made, chosen: state };
}

test("the land is asked for and drawn, with a marker for each place", () => {
  const { node, state } = mapField();
  assert.deepEqual(state.sent, ["land"]);
  state.handlers.land(LAND);
  assert.deepEqual([...node.querySelectorAll("path")].map((path) => path.getAttribute("d")), LAND.paths);
  assert.equal(node.querySelectorAll(".spot").length, 2);
  assert.equal(node.querySelector("b"), null);
  assert.match(node.querySelector("label").textContent, /^A 47° N, 107° E$/);
});

test("a place is chosen on the map or in the list", () => {
  const { node, state, chosen } = mapField();
  state.handlers.land(LAND);
  const [first, second] = node.querySelectorAll(".spot");
  second.click();
  assert.equal(chosen.value, 1);
  assert.ok(second.classList.contains("on"));
  node.querySelector("input").click();
  assert.equal(chosen.value, 0);
  assert.ok(first.classList.contains("on") && !second.classList.contains("on"));
});

test("an answer that comes back before the land is drawn with it", () => {
  const { node, state, chosen, show } = mapField();
  chosen.value = 1;
  show();
  state.handlers.land(LAND);
  assert.ok(node.querySelectorAll(".spot")[1].classList.contains("on"));
});
