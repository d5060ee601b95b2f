import assert from "node:assert/strict";
import { test } from "node:test";
import { field, type } from "../page.js";
import { h } from "../../src/dom.js";
import text, { countWords, lengthOf } from "../../src/fields/text.js";

test("words are counted between any kind of space", () => {
  assert.deepEqual(["", "  \n", "one", " two\nwords ", "a-b c"].map(countWords), [0, 0, 1, 2, 2]);
});

test("a length says words and characters, and how many there may be", () => {
  assert.equal(lengthOf("one"), "1 word, 3 characters.");
  assert.equal(lengthOf("one two", 600), "2 words, 7 of at most 600 characters.");
});

test("the text is the answer, and its length describes the text area", () => {
  const { node, state } = field(text, { label: "Your position", longest: 20 }, { h });
  const area = node.querySelector("textarea");
  assert.equal(state.value, "");
  type(area, "Two words");
  assert.equal(state.value, "Two words");
  assert.equal(area.maxLength, 20);
  assert.equal(document.getElementById(area.getAttribute("aria-describedby")).textContent, lengthOf("Two words", 20));
  assert.equal(node.querySelector("label").htmlFor, area.id);
});

test("the length is read aloud after a pause, and near the end what is left", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const { node, state } = field(text, { longest: 20 }, { h });
  const area = node.querySelector("textarea");
  type(area, "One");
  type(area, "One two");
  context.mock.timers.tick(5000);
  assert.deepEqual(state.announced, ["2 words, 7 characters."]);
  type(area, "x".repeat(19));
  context.mock.timers.tick(5000);
  assert.equal(state.announced.at(-1), "1 character left.");
});

test("an answer that comes back is drawn with its length", () => {
  const { node, state, show } = field(text, {}, { h });
  state.value = "It came back.";
  show();
  assert.equal(node.querySelector("textarea").value, "It came back.");
  assert.match(node.textContent, /3 words/);
});
