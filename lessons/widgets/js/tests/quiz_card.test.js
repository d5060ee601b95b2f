import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { buttonOf, modelOf, show, type } from "./page.js";
import { h } from "../src/dom.js";
import { showQuiz } from "../src/quiz_card.js";

const importText = (text) => import(`data:text/javascript,${encodeURIComponent(text)}`);
const bundled = (kind) => readFileSync(new URL(`../bundle/fields/${kind}.js`, import.meta.url), "utf8");
const FIELDS = { pick: bundled("pick"), number: bundled("number") };
const CARDS = [
  { ask: "Which <b>?", instruction: "Choose one.", fields: [{ kind: "pick", labels: ["x", "y"] }], hint: 1 },
  { ask: "How many?", instruction: "Write a number.", fields: [{ kind: "number", unit: "" }], act: "Save my answer" },
];

async function quiz(cards = CARDS, options = {}) {
  const model = modelOf({ title: "Quiz: two", cards, fields: FIELDS });
  const el = show(h("div"));
  const control = await showQuiz({ model, el }, { importText, ...options });
  const forms = [...el.querySelectorAll("form")];
  const hear = (...messages) => model.tell("msg:custom", messages);
  return { model, el, forms, hear, control };
}

test("a card asks for what the journal holds and sends what was answered", async () => {
  const { model, forms } = await quiz();
  assert.deepEqual(model.sent, [{ do: "hello" }]);
  forms[0].querySelector("input").click();
  forms[0].querySelectorAll(".confidence input")[2].click();
  forms[0].requestSubmit();
  assert.deepEqual(model.sent.at(-1), { do: "check", card: 0, answer: [0], sure: "guess" });
});

test("feedback stands in its card, and the same answer is not sent twice", async () => {
  const { model, el, forms, hear } = await quiz();
  type(forms[1].querySelector("input"), "12");
  forms[1].requestSubmit();
  hear({ card: 1, slot: "mark", marks: 1, tone: "good", sign: "✓", heading: "Right.", rows: [["✓", "right", "<i>", "why"]] });
  assert.match(forms[1].querySelector("[role=status]").textContent, /✓ Right\..*right <i> – why/);
  assert.match(el.textContent, /1 of 2 answered/);
  assert.equal(buttonOf(forms[1], "Save my answer").getAttribute("aria-disabled"), "true");
  const before = model.sent.length;
  forms[1].requestSubmit();
  assert.equal(model.sent.length, before);
  type(forms[1].querySelector("input"), "13");
  assert.equal(buttonOf(forms[1], "Save my answer").getAttribute("aria-disabled"), "false");
});

test("each part of an answer is marked in its list until the answer changes", async () => {
  const { forms, hear } = await quiz();
  const [first, second] = forms[0].querySelectorAll(".option");
  first.querySelector("input").click();
  hear({ card: 0, slot: "mark", marks: 1, tone: "bad", sign: "✗", heading: "Not right yet.", rows: [["✗", "wrong", "x", "why", 0, 0]] });
  assert.equal(first.textContent, "x✗ wrong");
  assert.equal(second.textContent, "y");
  assert.equal(buttonOf(forms[0], "Show the answer").hidden, false);
  second.querySelector("input").click();
  assert.equal(first.textContent, "x");
  hear({ card: 0, slot: "mark", marks: 1, tone: "good", sign: "✓", heading: "Right.", answer: [1], rows: [["✓", "right", "y", "why", 0, 1]] });
  assert.equal(second.textContent, "y✓ right");
  assert.equal(buttonOf(forms[0], "Show the answer").hidden, true);
});

test("what comes from another window marks nothing in an answer that is not sent yet", async () => {
  const { forms, hear } = await quiz();
  forms[0].querySelector("input").click();
  hear({ card: 0, slot: "mark", marks: 1, tone: "good", sign: "✓", heading: "Right.", answer: [1], rows: [["✓", "right", "y", "why", 0, 1]] });
  assert.equal(forms[0].querySelector(".verdict"), null);
});

test("whoever comes back sees the first open question; the land of a map decides nothing", async () => {
  const { forms, hear } = await quiz();
  hear({ card: 0, slot: "hint", sign: "?", heading: "Hint." });
  hear({ card: 0, slot: "mark", marks: 1, answer: [1], tone: "good", sign: "✓", heading: "Right.", rows: [] });
  assert.deepEqual(forms.map((form) => form.hidden), [true, false]);
});

test("a passage behind a quiz opens once all of it is answered, and no other does", async () => {
  const { el, hear } = await quiz();
  const passages = [h("details", { class: "cs-after" }), h("details", { class: "cs-after" })];
  el.after(passages[0], h("div", { class: "cs-quiz" }), passages[1]);
  const mark = { slot: "mark", marks: 1, tone: "bad", sign: "✗", heading: "Not right yet.", rows: [] };
  hear({ ...mark, card: 0 });
  assert.ok(!passages[0].open);
  hear({ ...mark, card: 1 });
  assert.deepEqual(passages.map(({ open }) => open), [true, false]);
});

test("a passage of another open notebook stays closed", async () => {
  const { el, hear } = await quiz([CARDS[1]]);
  const passage = h("details", { class: "cs-after" });
  show(h("div", { class: "jp-Notebook" }, el), h("div", { class: "jp-Notebook" }, passage));
  hear({ card: 0, slot: "mark", marks: 1, tone: "good", sign: "✓", heading: "Right.", rows: [] });
  assert.ok(!passage.open);
});

test("the focus stays in the card when the answer is shown and its button is gone", async () => {
  const { forms, hear } = await quiz();
  hear({ card: 0, slot: "mark", marks: 1, answer: [0], tone: "bad", sign: "✗", heading: "Not right yet.", rows: [] });
  buttonOf(forms[0], "Show the answer").focus();
  document.activeElement.click();
  hear({ card: 0, slot: "answer", marks: 2, answer: [0], tone: "bad", sign: "→", heading: "The answer.", rows: [] });
  assert.ok(buttonOf(forms[0], "Show the answer").hidden);
  assert.equal(document.activeElement, buttonOf(forms[0], "Check"));
});

test("an answer comes back with how sure the learner was", async () => {
  const { forms, hear } = await quiz();
  hear({ card: 0, slot: "mark", marks: 2, answer: [1], sure: 0, sign: "✓", heading: "Saved." });
  assert.deepEqual([...forms[0].querySelectorAll("input")].map((input) => input.checked), [false, true, true, false, false]);
  assert.ok(buttonOf(forms[0], "Show the answer").hidden);
});

test("what belongs to no card stands above them, and hints only where there is one", async () => {
  const { el, forms, hear } = await quiz();
  hear({ sign: "!", heading: "Your journal.", text: "torn" });
  assert.match(el.querySelector("[role=status]").textContent, /Your journal/);
  assert.ok(buttonOf(forms[0], "Hint"));
  assert.equal(buttonOf(forms[1], "Hint"), undefined);
});

test("a question with a failed field takes no answer; the others do", async () => {
  const broken = { ask: "?", instruction: "", fields: [{ kind: "unknown" }] };
  const { model, el, forms } = await quiz([broken, CARDS[1]]);
  assert.ok(el.querySelector("[role=alert]"));
  forms[0].requestSubmit();
  assert.equal(model.sent.length, 1);
  type(forms[1].querySelector("input"), "1");
  forms[1].requestSubmit();
  assert.equal(model.sent.length, 2);
});

test("silence is mentioned in the card that waits", async (context) => {
  const { forms, hear } = await quiz();
  context.mock.timers.enable({ apis: ["setTimeout"] });
  buttonOf(forms[0], "Hint").click();
  context.mock.timers.tick(60_000);
  assert.match(forms[0].textContent, /No reply yet/);
  hear({ card: 0, slot: "hint", sign: "?", heading: "Hint." });
  assert.doesNotMatch(forms[0].textContent, /No reply yet/);
});

test("a restart empties the cards and asks the journal again", async () => {
  const { model, el, forms, control } = await quiz();
  type(forms[1].querySelector("input"), "12");
  control.restart();
  assert.equal(el.querySelectorAll("form")[1].querySelector("input").value, "");
  assert.deepEqual(model.sent, [{ do: "hello" }, { do: "hello" }]);
  control.stop();
  assert.ok(!model.listens("msg:custom"));
});
