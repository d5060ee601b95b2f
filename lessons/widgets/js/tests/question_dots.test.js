import assert from "node:assert/strict";
import { test } from "node:test";
import { show } from "./page.js";
import { button, h } from "../src/dom.js";
import { questionDots } from "../src/question_dots.js";

function quiz(...states) {
  const focused = [];
  const unsent = [];
  const cards = states.map((state, number) => ({
    node: h("form"), next: button("Next"), state: () => states[number], focus: () => focused.push(number),
    isUnsent: () => unsent.includes(number),
  }));
  const dots = questionDots(cards);
  show(dots.node);
  const shown = () => cards.flatMap(({ node }, number) => (node.hidden ? [] : [number]));
  return { states, unsent, cards, dots, shown, focused, buttons: [...dots.node.querySelectorAll(".dot")] };
}

test("one question is shown, and a dot leads to its question", () => {
  const { shown, focused, buttons } = quiz("open", "open", "open");
  assert.deepEqual(shown(), [0]);
  buttons[2].click();
  assert.deepEqual(shown(), [2]);
  assert.deepEqual(focused, [2]);
  assert.equal(buttons[2].getAttribute("aria-current"), "step");
});

test("dots differ in sign and in name, for the eye and for the ear", () => {
  const { buttons } = quiz("open", "saved", "right", "partly right", "wrong");
  assert.equal(new Set(buttons.map((dot) => dot.textContent)).size, 5);
  assert.deepEqual(buttons.map((dot) => dot.getAttribute("aria-label")),
    ["Question 1: open", "Question 2: saved", "Question 3: right", "Question 4: partly right", "Question 5: wrong"]);
});

test("whoever comes back is led to the first open question, once, and is not moved by it", () => {
  const { dots, shown, focused, states } = quiz("right", "wrong", "open");
  dots.resume();
  assert.deepEqual(shown(), [2]);
  states[0] = "open";
  dots.resume();
  assert.deepEqual(shown(), [2]);
  assert.deepEqual(focused, []);
});

test("whoever had begun to answer when the kernel ended is led there", () => {
  const { dots, shown, unsent } = quiz("open", "open", "right");
  unsent.push(1);
  dots.resume();
  assert.deepEqual(shown(), [1]);
});

test("a reader who has chosen a question stays there", () => {
  const { dots, shown, buttons } = quiz("right", "open", "open");
  buttons[2].click();
  dots.resume();
  assert.deepEqual(shown(), [2]);
});

test("next leads on after an answer: to the following question, at the end to the first open one", () => {
  const { cards, dots, shown, states } = quiz("open", "open", "open");
  assert.ok(cards.every(({ next }) => next.hidden));
  states[1] = states[2] = "right";
  dots.refresh();
  cards[1].next.click();
  assert.deepEqual(shown(), [2]);
  cards[2].next.click();
  assert.deepEqual(shown(), [0]);
  states[0] = "wrong";
  dots.refresh();
  assert.ok(!cards[0].next.hidden);
  assert.ok(cards[2].next.hidden, "nothing is left");
});

test("the list of all is remembered, and every quiz of the page follows", () => {
  const first = quiz("open", "open");
  const second = quiz("open", "open");
  first.dots.toggle.click();
  assert.deepEqual([first.shown(), second.shown()], [[0, 1], [0, 1]]);
  assert.deepEqual(quiz("right", "open").shown(), [0, 1]);
  second.dots.toggle.click();
  assert.deepEqual([first.shown(), second.shown()], [[0], [0]]);
});

test("a browser that stores nothing shows the list all the same", (context) => {
  const { localStorage } = globalThis;
  context.after(() => { globalThis.localStorage = localStorage; });
  delete globalThis.localStorage;
  const { dots, shown } = quiz("open", "open");
  dots.toggle.click();
  assert.deepEqual(shown(), [0, 1]);
  dots.toggle.click();
});

test("a single question has no dots", () => {
  assert.ok(quiz("open").dots.node.hidden);
});
