// The gradebook's page, whose script runs once, as soon as it is loaded.
import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { buttonOf, press, show, type } from "./page.js";
import { h } from "../src/dom.js";

const PUPILS = [["Ada", "9"], ["Ben", "80*"], ["Cy", "–"], ["Di", "10"], ["Eve", "7"], ["Flo", "-6"], ["Gus", "5"], ["Hal", "4"]];
const QUESTIONS = [["10b", "0.25", 150, "2.5 min"], ["10a", "-0.10", "", "not known"], ["9c", "0.5", 40, "40 s"]];
const table = h("table", { class: "sortable" },
  h("thead", {}, h("tr", {}, h("th", {}, "Name"), h("th", {}, "%"))),
  h("tbody", {}, ...PUPILS.map((row) => h("tr", {}, ...row.map((text) => h("td", {}, text))))));
const questions = h("table", { class: "sortable" },
  h("thead", {}, h("tr", {}, ...["Question", "Discrimination", "Time"].map((text) => h("th", {}, text)))),
  h("tbody", {}, ...QUESTIONS.map(([ask, discrimination, seconds, time]) =>
    h("tr", {}, h("th", {}, ask), h("td", {}, discrimination), h("td", { "data-sort": seconds }, time)))));
const written = h("p", { class: "written" },
  h("select", { "data-pupil": "Ada", "data-question": "the_network.why", "data-text": "0a1b" },
    ...["", "0", "1", "2"].map((points) => h("option", { value: points }, points || "–"))),
  h("textarea"));
const names = h("button", { id: "names", "aria-pressed": "false", hidden: true }, "Hide names");
const save = h("button", { id: "save", hidden: true }, "Save written_marks.csv");
show(h("main", {}, names, table, questions, save, written));
await import("../src/gradebook_page.js");

const column = (number, of = table) => [...of.tBodies[0].rows].map((row) => row.cells[number].textContent);

test("a table is sorted by numbers as numbers, with empty cells last in either direction", () => {
  const head = table.tHead.rows[0].cells[1];
  buttonOf(table, "%").click();
  assert.deepEqual(column(1), ["-6", "4", "5", "7", "9", "10", "80*", "–"]);
  assert.equal(head.getAttribute("aria-sort"), "ascending");
  buttonOf(table, "%").click();
  assert.deepEqual(column(1), ["80*", "10", "9", "7", "5", "4", "-6", "–"]);
  assert.equal(head.getAttribute("aria-sort"), "descending");
});

test("what is written in words is sorted by its plain number, and text by its letters", () => {
  for (const [head, place, sorted] of [
    ["Time", 2, ["40 s", "2.5 min", "not known"]],
    ["Discrimination", 1, ["-0.10", "0.25", "0.5"]],
    ["Question", 0, ["9c", "10a", "10b"]],
  ]) {
    buttonOf(questions, head).click();
    assert.deepEqual(column(place, questions), sorted);
  }
});

test("a search leaves the rows that hold the text, and says how many", () => {
  type(document.querySelector("input[type=search]"), "ADA ");
  const shown = [...table.tBodies[0].rows].filter((row) => !row.hidden);
  assert.deepEqual(shown.map((row) => row.cells[0].textContent), ["Ada"]);
  assert.equal(document.querySelector("[role=status]").textContent, "1 of 8");
});

test("a button hides the names, and no single letter does", () => {
  assert.ok(!names.hidden);
  press(document.body, "n");
  assert.equal(names.getAttribute("aria-pressed"), "false");
  names.click();
  assert.equal(names.getAttribute("aria-pressed"), "true");
  assert.ok(document.body.classList.contains("names-hidden"));
});

/** Return whether the browser asks before it leaves the page. */
function asksToStay() {
  const event = new Event("beforeunload", { cancelable: true });
  window.dispatchEvent(event);
  return event.defaultPrevented;
}

test("the browser asks before points or comments that are not saved are lost", (context) => {
  context.mock.method(URL, "createObjectURL", () => "#file");
  type(document.querySelector("input[type=search]"), "");
  assert.ok(!asksToStay());
  for (const field of written.children) {
    type(field, "1");
    assert.ok(asksToStay());
    save.click();
    assert.ok(!asksToStay());
  }
});

test("points and comments are saved as a file of which no cell is a formula", async () => {
  const saved = mock.method(URL, "createObjectURL", () => "#file");
  written.querySelector("select").value = "2";
  written.querySelector("textarea").value = '=1+1 "quoted", and more';
  save.click();
  const text = await saved.mock.calls[0].arguments[0].text();
  assert.deepEqual(text.replace("\ufeff", "").trim().split("\r\n"), [
    "pupil,question,points,text,comment",
    `Ada,the_network.why,2,0a1b,"'=1+1 ""quoted"", and more"`,
  ]);
});
