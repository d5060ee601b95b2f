import assert from "node:assert/strict";
import { test } from "node:test";
import { drag, show } from "./page.js";
import { h } from "../src/dom.js";
import { draggable } from "../src/drag.js";

function rows() {
  const dropped = [];
  const list = [0, 1, 2].map((place) => {
    const row = h("p", {}, h("b", { class: "handle" }), h("button"));
    row.getBoundingClientRect = () => ({ left: 0, right: 100, top: 10 * place, bottom: 10 * place + 9 });
    row.setPointerCapture = () => {};
    return row;
  });
  list.forEach((row) => draggable(row, () => list, (place) => dropped.push(place)));
  show(...list);
  return { list, dropped };
}

test("a row is dropped on the one under the pointer, which is shown before", () => {
  const { list, dropped } = rows();
  drag(list[0], [5, 25], { let: () => assert.ok(list[2].classList.contains("over")) });
  assert.deepEqual(dropped, [2]);
  assert.equal(list[0].style.translate, "");
  assert.ok(!list[2].classList.contains("over"));
});

test("nothing happens outside of the targets, on a control, or when the browser takes over", () => {
  const { list, dropped } = rows();
  drag(list[0], [5, 200]);
  drag(list[0], [5, 5]);
  drag(list[0].querySelector("button"), [5, 25]);
  drag(list[0], [5, 25], { end: "pointercancel" });
  assert.deepEqual(dropped, []);
});

test("a finger drags at the handle and scrolls the page elsewhere", () => {
  const { list, dropped } = rows();
  drag(list[0], [5, 25], { pointerType: "touch" });
  assert.deepEqual(dropped, []);
  drag(list[0].querySelector(".handle"), [5, 25], { pointerType: "touch" });
  assert.deepEqual(dropped, [2]);
});
