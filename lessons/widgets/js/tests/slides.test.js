// Slides, whose script runs once, as soon as it is loaded.
import assert from "node:assert/strict";
import { test } from "node:test";
import { press, show } from "./page.js";
import { h } from "../src/dom.js";

window.scrollTo = () => {}; // jsdom lays nothing out
const answer = h("details", {}, h("summary", {}, "Answer"), "Poland");
const slides = ["What", "Who", "When"].map((heading, place) =>
  h("section", { class: "slide" }, h("h2", { tabindex: "-1" }, heading), place === 1 && answer));
const overview = h("nav", { id: "overview" }, ...slides.map((_, place) => h("a", { href: `#${place + 1}` }, "Slide")));
const buttons = ["back", "next", "all", "look"].map((id) => h("button", { id }, id));
const count = h("span", { id: "count" });
show(overview, h("main", {}, ...slides), ...buttons, count);
await import("../src/slides.js");

const shown = () => slides.filter((slide) => !slide.hidden).map((slide) => slide.textContent);

test("one slide is shown, and the key that goes on opens its answer first", () => {
  assert.deepEqual(shown(), ["What"]);
  press(document.body, "ArrowRight");
  assert.equal(count.textContent, "2 / 3");
  assert.ok(!answer.open);
  press(document.body, "ArrowRight");
  assert.ok(answer.open);
  assert.equal(count.textContent, "2 / 3");
  press(document.body, "ArrowRight");
  assert.deepEqual(shown(), ["When"]);
  assert.equal(document.activeElement, slides[2].querySelector("h2"));
  press(document.body, "ArrowRight");
  assert.equal(count.textContent, "3 / 3");
});

test("the overview leads to the slide chosen, and Escape back to the slide", () => {
  press(document.body, "Escape");
  assert.ok(!overview.hidden);
  press(document.body, "Escape");
  assert.ok(overview.hidden);
  press(document.body, "Escape");
  overview.querySelector("a").click();
  assert.deepEqual(shown(), ["What"]);
  assert.equal(buttons[0].getAttribute("aria-disabled"), "true");
});
