// The smaller cards: estimate, journal, hand-in, exam, and the return to the top.
import assert from "node:assert/strict";
import { test } from "node:test";
import { buttonOf, modelOf, show, type } from "./page.js";
import { h } from "../src/dom.js";
import estimate from "../src/estimate.js";
import exam from "../src/exam_card.js";
import handIn from "../src/hand_in_form.js";
import journal from "../src/journal_controls.js";
import { goToQuestion } from "../src/lesson_result.js";
import { returnToTop } from "../src/return_to_top.js";
import review from "../src/review_card.js";

function drawn(widget, traits) {
  const model = modelOf({ title: "Title", ...traits });
  const el = show(h("div"));
  const stop = widget.render({ model, el });
  const hear = (...messages) => model.tell("msg:custom", messages);
  return { model, el, stop, hear };
}
const settled = () => new Promise((resolve) => { setImmediate(resolve); });

test("an estimate is taken only after the learner has moved something", () => {
  const { model, el, hear, stop } = drawn(estimate, { ask: ["How many?", "%", 0, 20000, 5, "0", "20,000"] });
  const [slider, box] = el.querySelectorAll("input");
  assert.match(el.querySelector(".scale").textContent, /^0.*20,000$/);
  el.querySelector("form").requestSubmit();
  assert.match(el.textContent, /Your guess first/);
  type(slider, "70");
  assert.equal(box.value, "70");
  el.querySelector("form").requestSubmit();
  assert.deepEqual(model.sent.at(-1), { do: "guess", guess: 70 });
  hear({ sign: "→", heading: "The answer.", guess: 70, marks: [[70, "70"], [33, "33"]] });
  assert.match(el.querySelector(".line").textContent, /your guess: 70.*33 %/);
  stop();
  assert.ok(!model.listens("msg:custom"));
});

test("a box that was emptied holds no guess", () => {
  const { model, el, stop } = drawn(estimate, { ask: ["How many?", "%", 0, 100, 5, "0", "100"] });
  const [slider, box] = el.querySelectorAll("input");
  type(box, "70");
  type(box, "");
  assert.equal(slider.value, "70");
  el.querySelector("form").requestSubmit();
  assert.match(el.textContent, /Your guess first/);
  assert.ok(!model.sent.some((message) => message.do === "guess"));
  stop();
});

test("answers are deleted only after a second question, which begins at no", () => {
  const { model, el, hear, stop } = drawn(journal, { texts: ["kept here", "A copy stays.", 0] });
  buttonOf(el, "Delete my answers").click();
  assert.match(el.querySelector("[role=status]").textContent, /Nothing to delete/);
  hear({ summary: "2 answers are saved.", count: 2 });
  buttonOf(el, "Delete my answers").click();
  assert.match(el.querySelector(".confirm").textContent, /Delete all 2 answers\? A copy stays/);
  assert.equal(document.activeElement, buttonOf(el, "No, keep them"));
  document.activeElement.click();
  assert.ok(!model.sent.some((message) => message.do === "reset"));
  buttonOf(el, "Delete my answers").click();
  buttonOf(el, "Yes, delete").click();
  assert.deepEqual(model.sent.at(-1), { do: "reset" });
  stop();
});

test("a hand-in is made for the name that was typed, and its text can be read", (context) => {
  context.mock.method(URL, "createObjectURL", () => "#file");
  const { model, el, hear, stop } = drawn(handIn, { texts: ["What is in it.", "Ada"] });
  const name = el.querySelector("input");
  assert.equal(name.value, "Ada");
  type(name, "Bob");
  el.querySelector("form").requestSubmit();
  assert.deepEqual(model.sent.at(-1), { do: "make", name: "Bob", ask: true });
  hear({ sign: "✓", heading: "Ready.", file: ["hand-in.json", '{"a": "<b>"}'] });
  assert.equal(el.querySelector("pre").textContent, '{"a": "<b>"}');
  assert.ok(!el.querySelector("details").hidden);
  hear({ sign: "✓", heading: "Empty.", emptied: 1 });
  assert.equal(name.value, "", "nothing of the last pupil is left");
  assert.equal(el.querySelector("pre").textContent, "");
  stop();
});

test("in a class the hand-in goes to the teacher's computer, and becomes a file if that fails", async (context) => {
  document.cookie = "class_code=abc234";
  const saved = context.mock.method(URL, "createObjectURL", () => "#file");
  const replies = [[201, { pupil: "P07", key: "P07.secret" }], [201, { pupil: "P07", file: "x.json" }], [507, "The disk is full."]];
  globalThis.fetch = async () => {
    const [status, body] = replies.shift();
    return new Response(typeof body === "string" ? body : JSON.stringify(body), { status });
  };
  const { el, hear, stop } = drawn(handIn, { texts: ["What is in it.", ""] });
  assert.equal(el.querySelector("input"), null, "no name is asked for");
  const status = el.querySelector("[role=status]");
  const handOver = async () => {
    hear({ sign: "✓", heading: "Ready.", file: ["hand-in.json", "{}"] });
    for (let turn = 0; turn < 9; turn += 1) await settled();
  };
  await handOver();
  assert.match(status.textContent, /P07/);
  assert.equal(saved.mock.callCount(), 0);
  await handOver();
  assert.match(status.textContent, /The disk is full/);
  assert.equal(saved.mock.callCount(), 1);
  stop();
  document.cookie = "class_code=; max-age=0";
});

test("the cards of an exam are empty again for the next pupil", async () => {
  const card = { ask: "?", instruction: "", fields: [], act: "Save my answer" };
  const { model, el, hear, stop } = drawn(exam, { cards: [card, card], fields: {} });
  await settled();
  hear({ sign: "!", heading: "1 answer saved.", offer: "Not mine: start empty" }, { card: 0, slot: "mark", marks: 2, answer: [], sign: "✓", heading: "Saved." });
  assert.match(el.textContent, /1 of 2 answered/);
  buttonOf(el, "Not mine: start empty").click();
  assert.equal(document.activeElement, buttonOf(el, "No, keep the answers"));
  buttonOf(el, "Yes, start empty").click();
  assert.deepEqual(model.sent.at(-1), { do: "empty" });
  hear({ sign: "✓", heading: "Empty.", emptied: 1 });
  await settled();
  assert.match(el.textContent, /0 of 2 answered/);
  await stop();
  assert.ok(!model.listens("msg:custom"));
});

test("a review says below its last card how the session went", async () => {
  const card = { ask: "?", instruction: "", fields: [] };
  const { el, hear, stop } = drawn(review, { cards: [card, card], fields: {} });
  await settled();
  const marked = { card: 1, slot: "mark", marks: 1, answer: [], tone: "good", sign: "✓", heading: "Right." };
  hear(marked, { end: 1, tone: "good", sign: "✓", heading: "Done.", text: "2 questions in 1 minute." });
  const done = [...el.querySelectorAll(".feedback")].at(-1);
  assert.match(done.textContent, /Done.*2 questions/);
  assert.ok(done.closest("[role=status]"), "it is read aloud");
  await stop();
});

test("a result leads to the question that is not yet right", () => {
  const legend = (text) => h("fieldset", {}, h("legend", { tabindex: -1 }, text));
  const chosen = [];
  const dot = (number) => h("button", { class: "dot", onclick: () => chosen.push(number) });
  const quiz = (first) => h("div", { class: "cs-quiz" }, dot(first), dot(first + 1),
    h("form", {}, legend("When?")), h("form", {}, legend("2. Why? Choose one.")));
  const page = h("div", { class: "jp-Notebook" },
    h("div", { class: "cs-quiz" }, dot("other"), h("form", {}, legend("Who?"))), quiz(20));
  show(h("div", { class: "jp-Notebook" }, quiz(10)), page);
  goToQuestion("Why?", page);
  goToQuestion("A question of another page?", page);
  assert.deepEqual(chosen, [21]);
});

test("a page is brought to its top once, if all of it was run and nobody is at work", () => {
  const place = h("div");
  const last = h("div", { class: "jp-Cell jp-mod-active" });
  const first = h("div", { class: "jp-Cell" }, h("div", { class: "jp-OutputArea" }, place, h("input")));
  show(h("div", { class: "jp-Notebook" }, first, last));
  let pressed = 0;
  first.addEventListener("mousedown", () => { pressed += 1; });
  first.querySelector("input").focus();
  returnToTop(place);
  assert.equal(pressed, 0, "somebody is typing");
  first.querySelector("input").blur();
  last.classList.remove("jp-mod-active");
  returnToTop(place);
  assert.equal(pressed, 0, "one cell was run");
  last.classList.add("jp-mod-active");
  returnToTop(place);
  returnToTop(place);
  assert.equal(pressed, 1);
});

test("a page is brought to its top as soon as it is drawn, and none that is no notebook is waited for", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const looks = context.mock.method(globalThis, "setTimeout");
  const place = h("div");
  const cell = h("div", { class: "jp-Cell" }, place);
  let pressed = 0;
  cell.addEventListener("mousedown", () => { pressed += 1; });
  returnToTop(place);
  context.mock.timers.tick(1000);
  show(h("div", { class: "jp-Notebook" }, cell, h("div", { class: "jp-Cell jp-mod-active" })));
  context.mock.timers.tick(1000);
  assert.equal(pressed, 1);

  looks.mock.resetCalls();
  returnToTop(show(h("div"))); // a page of the website
  assert.equal(looks.mock.callCount(), 0);

  const removed = h("div");
  show(h("div", { class: "jp-Notebook" }, removed)); // no cell is active yet
  returnToTop(removed);
  context.mock.timers.tick(1000);
  removed.remove();
  context.mock.timers.tick(1000);
  looks.mock.resetCalls();
  context.mock.timers.tick(60_000);
  assert.equal(looks.mock.callCount(), 0);
});
