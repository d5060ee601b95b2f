// What stands at the end of a lesson, before and after its questions are answered.
import assert from "node:assert/strict";
import { test } from "node:test";
import { buttonOf, modelOf, show } from "./page.js";
import { h } from "../src/dom.js";
import lessonResult from "../src/lesson_result.js";

test("a result holds what its message holds and nothing else", () => {
  const model = modelOf({ title: "Your result" });
  const el = show(h("div"));
  const stop = lessonResult.render({ model, el });
  model.tell("msg:custom", [{ text: "Nothing yet.", advice: "" }]);
  assert.equal(el.textContent, "Nothing yet.");
  assert.equal(el.querySelectorAll("p, li").length, 1);
  const rows = [["begun", "Name them.", "1 of 2"]];
  model.tell("msg:custom", [{ text: "1 of 2.", rows, advice: "Again:", again: ["Who signed?"], review: "review.ipynb" }]);
  const lines = [...el.querySelectorAll("p, li")].map((line) => line.textContent);
  assert.equal(lines.length, 5);
  assert.match(lines[1], /Begun: Name them. 1 of 2/);
  assert.deepEqual(lines.slice(2), ["Again:", "Who signed?", "Open the review"]);
  stop();
  assert.ok(!model.listens("msg:custom"));
});

test("a result that is shown again keeps the reader's focus", () => {
  const model = modelOf({ title: "Your result" });
  const el = show(h("div"));
  lessonResult.render({ model, el });
  const again = ["Who signed?", "When?"];
  const tell = (text, open) => model.tell("msg:custom", [{ text, again: open, review: "review.ipynb" }]);
  tell("0 of 2.", again);
  el.querySelector("button").focus();
  tell("0 of 2.", again);
  assert.equal(document.activeElement.textContent, "Who signed?");
  tell("1 of 2.", again.slice(1));
  assert.equal(document.activeElement.textContent, "When?");
});

test("a result concerns the questions of its own notebook", () => {
  const gone = [];
  const page = (name) => h("div", { class: "jp-Notebook" },
    h("div", { class: "cs-quiz" }, h("button", { class: "dot", onclick: () => gone.push(name) }), h("form", {}, h("legend", {}, "Who signed?"))));
  const model = modelOf({ title: "Your result" });
  const here = page("here");
  const el = h("div");
  here.append(el);
  show(page("another"), here);
  const stop = lessonResult.render({ model, el });
  model.tell("msg:custom", [{ text: "0 of 1.", again: ["Who signed?"] }]);
  buttonOf(el, "Who signed?").click();
  assert.deepEqual(gone, ["here"]);
  const before = model.sent.length;
  for (const form of document.querySelectorAll("form")) form.dispatchEvent(new Event("submit", { bubbles: true }));
  assert.equal(model.sent.length, before + 1, "what is answered in another notebook is not counted");
  stop();
});

test("the line at the top follows each check, and says nothing before it is known", () => {
  const model = modelOf({ title: "Your result" });
  const link = h("a", { href: "my-progress.ipynb" }, "My progress");
  const place = h("p", {}, "Lesson 3 of 13 · ", link);
  const el = h("div");
  const asked = () => model.sent.filter((message) => message.do === "count").length;
  const form = h("form", { onsubmit: (event) => event.preventDefault() });
  show(h("div", {}, h("div", { class: "cs-place" }, place), form, el));
  const stop = lessonResult.render({ model, el });
  assert.equal(place.textContent, "Lesson 3 of 13 · My progress");
  assert.equal(asked(), 1);
  model.tell("msg:custom", [{ answered: "4 of 18 questions answered" }]);
  form.requestSubmit();
  assert.equal(asked(), 2);
  model.tell("msg:custom", [{ answered: "5 of 18 questions answered" }]);
  assert.equal(place.textContent, "Lesson 3 of 13 · 5 of 18 questions answered · My progress");
  assert.equal(el.textContent, "");
  assert.equal(place.closest("[role=status], [aria-live]"), null);
  stop();
  form.requestSubmit();
  assert.equal(asked(), 2);
});
