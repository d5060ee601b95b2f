// The gradebook's page, whose script runs once, as soon as it is loaded.
import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { buttonOf, press, show, type } from "./page.js";
import { h } from "../src/dom.js";

const PUPILS = [["Ada", "9"], ["Ben", "80"], ["Cy", "–"], ["Di", "10"], ["Eve", "7"], ["Flo", "6"], ["Gus", "5"], ["Hal", "4"]];
const table = h("table", { class: "sortable" },
  h("thead", {}, h("tr", {}, h("th", {}, "Name"), h("th", {}, "%"))),
  h("tbody", {}, ...PUPILS.map((row) => h("tr", {}, ...row.map((text) => h("td", {}, text))))));
const written = h("p", { class: "written" },
  h("select", { "data-pupil": "Ada", "data-question": "the_network.why", "data-text": "0a1b" },
    ...["", "0", "1", "2"].map((points) => h("option", { value: points }, points || "–"))),
  h("textarea"));
const names = h("button", { id: "names", "aria-pressed": "false", hidden: true }, "Hide names");
const save = h("button", { id: "save", hidden: true }, "Save written_marks.csv");
show(h("main", {}, names, table, save, written));
await import("../src/gradebook_page.js");

const column = (number) => [...table.tBodies[0].rows].map((row) => row.cells[number].textContent);

test("a table is sorted by numbers as numbers, with empty cells last in either direction", () => {
  const head = table.tHead.rows[0].cells[1];
  buttonOf(table, "%").click();
  assert.deepEqual(column(1), ["4", "5", "6", "7", "9", "10", "80", "–"]);
  assert.equal(head.getAttribute("aria-sort"), "ascending");
  buttonOf(table, "%").click();
  assert.deepEqual(column(1), ["80", "10", "9", "7", "6", "5", "4", "–"]);
  assert.equal(head.getAttribute("aria-sort"), "descending");
});

test("a search leaves the rows that hold the text, and says how many", () => {
  type(document.querySelector("input[type=search]"), "ADA ");
  const shown = [...table.tBodies[0].rows].filter((row) => !row.hidden);
  assert.deepEqual(shown.map((row) => row.cells[0].textContent), ["Ada"]);
  assert.equal(document.querySelector("[role=status]").textContent, "1 of 8");
});

test("the key N hides the names, unless it is typed into a field", () => {
  assert.ok(!names.hidden);
  press(written.querySelector("textarea"), "n");
  assert.equal(names.getAttribute("aria-pressed"), "false");
  press(document.body, "n");
  assert.equal(names.getAttribute("aria-pressed"), "true");
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
