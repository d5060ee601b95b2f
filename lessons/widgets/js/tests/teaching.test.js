// The page for teachers: what a form shows of a job, and which files were dropped.
import assert from "node:assert/strict";
import { test } from "node:test";
import { buttonOf, modelOf } from "./page.js";

const { default: teaching } = await import("../src/teaching.js");
const { droppedFiles, fileAddress } = await import("../src/teacher_files.js");

const SLIDES = {
  name: "slides", title: "Slides", about: "", button: "Make slides", of_lessons: true, boxes: [],
  fields: [{ name: "size", label: "Size", kind: "choice", value: "a", choices: { a: "A", b: "B" }, is_rare: false }],
};
const LESSONS = [["one", "1 · One"], ["two", "2 · Two"]];

/** Draw a part of the page; return its element, what it sends, and how to send to it. */
function draw(traits) {
  const el = document.createElement("div");
  const model = modelOf(traits);
  document.body.append(el);
  const stop = teaching.render({ model, el });
  return { el, sent: model.sent, stop, hear: (...messages) => model.tell("msg:custom", messages) };
}

test("a job runs with the form's values, can be stopped, and offers its files", () => {
  const { el, sent, hear, stop } = draw({ title: "Teach", section: "teach", jobs: [SLIDES] });
  hear({ lessons: LESSONS, chosen: ["two"] }, { job: "slides", values: { size: "b" }, files: [] });
  assert.match(el.textContent, /Chosen: 2 · Two\./);
  const form = el.querySelector("form");
  form.requestSubmit();
  assert.deepEqual(sent.at(-1), { do: "run", job: "slides", values: { size: "b" } });
  hear({ job: "slides", running: 1, line: "02.html", share: 0.5 });
  assert.equal(form.querySelector("progress").value, 0.5);
  form.requestSubmit();
  assert.equal(sent.filter(({ do: what }) => what === "run").length, 1, "it runs once at a time");
  form.querySelector(".stop").click();
  assert.deepEqual(sent.at(-1), { do: "stop", job: "slides" });
  hear({ job: "slides", running: 0, sign: "✓", heading: "<b>Ready.", files: [["slides/<i>.html", "Slides"]], lines: [] });
  assert.equal(form.querySelector("a").textContent, "<i>.html");
  assert.equal(form.querySelector(".at-work").hidden, true);
  stop();
});

test("the focus stays in the form when its button is gone", () => {
  const box = { name: "hand-ins", title: "Hand-ins", about: "", accepts: ".json", takes_many: true, is_rare: false };
  const { el, hear, stop } = draw({ title: "Teach", section: "teach", jobs: [{ ...SLIDES, boxes: [box] }] });
  hear({ job: "slides", running: 1, line: "" });
  el.querySelector(".stop").focus();
  hear({ job: "slides", running: 0, sign: "!", heading: "Stopped.", lines: [] });
  assert.equal(document.activeElement, buttonOf(el, "Make slides"));
  hear({ box: "hand-ins", dropped: ["a.json"], sent: 1 });
  for (const button of [buttonOf(el, "Remove"), buttonOf(el, "Take what the class has sent (1)")]) {
    button.focus();
    assert.equal(document.activeElement, button);
    hear({ box: "hand-ins", dropped: [], sent: 0 });
    assert.equal(document.activeElement, el.querySelector("[type=file]"));
    hear({ box: "hand-ins", dropped: ["a.json"], sent: 1 });
  }
  stop();
});

test("what concerns another job changes nothing here", () => {
  const { el, hear, stop } = draw({ title: "Teach", section: "teach", jobs: [SLIDES] });
  hear({ job: "plan", running: 0, sign: "✓", heading: "Ready.", files: [["a", ""]], lines: [] });
  assert.equal(el.querySelector(".feedback"), null);
  stop();
});

test("the files in dropped folders are found, also beyond the first portion", async () => {
  const file = (fullPath) => ({ isFile: true, fullPath, file: (resolve) => resolve(fullPath) });
  const folder = (...portions) => ({
    createReader: () => ({ readEntries: (resolve) => resolve(portions.shift() ?? []) }),
  });
  const entry = folder([file("/9b/Ann/a.json")], [folder([file("/9b/Ben/b.json")])]);
  const found = await droppedFiles({ items: [{ webkitGetAsEntry: () => entry }], files: [] });
  assert.deepEqual(found.map(([name]) => name), ["9b/Ann/a.json", "9b/Ben/b.json"]);
});

test("an address keeps the folders and nothing else of a path", () => {
  assert.equal(fileAddress("exports/a b?#.xml"), "/cooperative-security/teaching/files/exports/a%20b%3F%23.xml");
});
