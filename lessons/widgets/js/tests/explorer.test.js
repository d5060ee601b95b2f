import assert from "node:assert/strict";
import { test } from "node:test";
import { buttonOf, drag, modelOf, select, show, type } from "./page.js";
import explorer from "../src/explorer.js";
import { control } from "../src/explorer_controls.js";
import { panels } from "../src/explorer_panels.js";
import { poster, wrapText } from "../src/explorer_save.js";
import { compareCells, inWords, sortedRows, tableView } from "../src/explorer_table.js";
import { h } from "../src/dom.js";

function made(spec, value) {
  const state = { value };
  const result = control({ spec: { label: "Label", ...spec }, id: "c", get: () => state.value, set: (next) => { state.value = next; } });
  result.show();
  show(result.node);
  return { ...result, state };
}
const OPTIONS = [["md", "Mediterranean Dialogue"], ["ici", "Istanbul Initiative"]];

test("a slider gives a number and says it in words", () => {
  const { node, state, show: redraw } = made({ kind: "slider", low: 1990, high: 1999, step: 1, words: { 1995: "end of 1995" } }, 1991);
  const input = node.querySelector("input");
  assert.equal(input.getAttribute("aria-valuetext"), "1991");
  type(input, "1995");
  redraw();
  assert.equal(state.value, 1995);
  assert.equal(input.getAttribute("aria-valuetext"), "end of 1995");
  assert.equal(buttonOf(node, "Play"), undefined);
});

const PLAYED = { kind: "slider", low: 1, high: 3, step: 1, words: {}, play: true };

test("a slider plays to its end, from the beginning if it is there already", (context) => {
  context.mock.timers.enable({ apis: ["setInterval"] });
  const { node, state } = made(PLAYED, 3);
  buttonOf(node, "Play").click();
  assert.equal(state.value, 1);
  context.mock.timers.tick(100_000);
  assert.equal(state.value, 3);
  assert.ok(buttonOf(node, "Play"), "it stops at the end");
});

test("a slider that plays is stopped", (context) => {
  context.mock.timers.enable({ apis: ["setInterval"] });
  const { node, state, stop } = made(PLAYED, 1);
  buttonOf(node, "Play").click();
  stop();
  context.mock.timers.tick(100_000);
  assert.equal(state.value, 1);
});

test("radio buttons, menus and check boxes give the values of their options", () => {
  const choice = made({ kind: "choice", options: OPTIONS }, "md");
  assert.ok(choice.node.querySelector("input").checked);
  choice.node.querySelectorAll("input")[1].click();
  assert.equal(choice.state.value, "ici");

  const list = made({ kind: "list", options: OPTIONS }, "ici");
  assert.equal(list.node.querySelector("select").value, "ici");
  select(list.node.querySelector("select"), "md");
  assert.equal(list.state.value, "md");

  const toggles = made({ kind: "toggles", options: OPTIONS }, ["ici"]);
  toggles.node.querySelector("input").click();
  assert.deepEqual(toggles.state.value, ["md", "ici"]);
});

test("every control has a name", () => {
  for (const kind of ["choice", "toggles"]) {
    const { node } = made({ kind, options: OPTIONS }, "md");
    assert.equal(document.getElementById(node.getAttribute("aria-labelledby")).textContent, "Label");
  }
  for (const spec of [{ kind: "list", options: OPTIONS }, { kind: "slider", low: 0, high: 1, step: 1, words: {} }]) {
    const { node } = made(spec, "md");
    assert.equal(document.getElementById(node.querySelector("label").htmlFor).tagName, spec.kind === "list" ? "SELECT" : "INPUT");
  }
});

test("a table is sorted by value where it is numbers, else by English words", () => {
  assert.ok(compareCells("9", 10) < 0);
  assert.ok(compareCells("Åland", "Zambia") < 0);
  const rows = [["b", 2], ["a", 10]];
  assert.deepEqual(sortedRows(rows, { column: 1, direction: -1 }), [["a", 10], ["b", 2]]);
  assert.deepEqual(rows[0], ["b", 2], "the data keep their order");
  assert.equal(sortedRows(rows, null), rows);
});

test("dates in words are sorted by time, among others in figures", () => {
  const dates = ["1994", "December 1999", "1 July 2006", "2006-08", "1 October 2010", "autumn 2012", "December 2012", "2013-2017"];
  const rows = dates.map((date) => [date]);
  assert.deepEqual(sortedRows(rows.toReversed(), { column: 0, direction: 1 }), rows);
  assert.deepEqual(sortedRows(rows, { column: 0, direction: -1 }), rows.toReversed());
});

test("a table writes dates in words, and all large numbers of a column alike", () => {
  const table = tableView("soldiers");
  table.show({ table: { columns: ["Since", "Soldiers", "Year"], rows: [["1991-12-20", 90000, 1991], ["2002", 4341, 2002]] } });
  const cells = [...table.node.querySelectorAll("td")].map((cell) => cell.textContent);
  assert.deepEqual(cells, ["20\u00a0December\u00a01991", "90,000", "1991", "2002", "4,341", "2002"]);
  for (const month of ["1992-03", "March 1992"]) assert.equal(inWords(month), "March\u00a01992");
});

test("a text is broken between words", () => {
  assert.deepEqual(wrapText("one two three", 8), ["one two", "three"]);
  assert.deepEqual(wrapText("unbreakable", 4), ["unbreakable"]);
});

test("a saved picture needs no theme around it, and its texts are text", () => {
  const frame = show(h("div", { style: "--cs-ink: #123456; --cs-paper: #ffffff; --cs-muted: #777777" }, h("div", { class: "cs-picture" })));
  frame.firstChild.innerHTML = '<svg viewBox="0 0 90 40" font-family="var(--jp-ui-font-family, sans-serif)"><text fill="var(--cs-ink)">a &lt; b</text></svg>';
  const picture = poster(frame, { title: "A & B", credit: "<Source>" });
  assert.doesNotMatch(picture.outerHTML, /var\(/);
  assert.match(picture.outerHTML, /fill="#123456"/);
  assert.match(picture.outerHTML, /A &amp; B/);
  assert.equal(picture.querySelector("Source"), null);
});

const VIEW = {
  svg: '<svg viewBox="0 0 9 4"><rect data-pick="year=1996"></rect></svg>', backdrop: "", says: "Two joined.",
  sources: [["A paper", "NATO, 1994", "https://nato.example/paper"]], title: "T", credit: "C", call: "explore.x(year=1995)", table: { columns: ["Country", "Year"], rows: [["Jordan", 1995]] },
};
const YEAR = { kind: "slider", name: "year", label: "Year", low: 1990, high: 1999, step: 1, words: {} };
const COUNTRY = { kind: "list", name: "country", preference: "country", label: "Country", options: [["JOR", "Jordan"], ["JPN", "Japan"]] };

function explorerOf(controls, values, view = VIEW) {
  const model = modelOf({ name: "joins", controls, values, view, backdrops: {}, narrow: false });
  const el = h("div");
  document.body.append(el);
  const stop = explorer.render({ model, el });
  return { model, el, stop };
}

test("a view that comes after the widget is shown is drawn", () => {
  const { model, el, stop } = explorerOf([], {}, {});
  model.set("view", VIEW);
  model.tell("change:view");
  assert.equal(el.querySelector(".cs-says").textContent, "Two joined.");
  stop();
});

test("what is opened in a picture can be read by those who hear it", () => {
  show();
  const { model, el, stop } = explorerOf([], {}, { ...VIEW, opened: "Jordan joined." });
  assert.match(el.querySelector(".cs-frame").textContent, /Two joined\.Jordan joined\./);
  model.set("view", VIEW);
  model.tell("change:view");
  assert.doesNotMatch(el.textContent, /Jordan joined/);
  stop();
});

test("a click in the picture sets the control that it names", () => {
  show();
  const { model, el, stop } = explorerOf([YEAR], { year: 1990 });
  el.querySelector("[data-pick]").dispatchEvent(new MouseEvent("click", { bubbles: true }));
  assert.deepEqual(model.get("values"), { year: 1996 });
  assert.equal(el.querySelector("input").value, "1996");
  stop();
});

test("a click beside a small mark chooses the nearest mark within reach", () => {
  show();
  const marks = '<rect data-pick="year=1996"></rect><rect data-pick="year=1999"></rect>';
  const { model, el, stop } = explorerOf([YEAR], { year: 1990 }, { ...VIEW, svg: `<svg viewBox="0 0 9 4">${marks}</svg>` });
  const at = (left) => () => ({ left, right: left + 10, top: 0, bottom: 10 });
  el.querySelector('[data-pick="year=1996"]').getBoundingClientRect = at(10);
  el.querySelector('[data-pick="year=1999"]').getBoundingClientRect = at(30);
  const click = (clientX, clientY) =>
    el.querySelector(".cs-live svg").dispatchEvent(new MouseEvent("click", { bubbles: true, clientX, clientY }));
  click(60, 5);
  click(25, 30);
  assert.deepEqual(model.get("values"), { year: 1990 });
  click(26, 5);
  assert.deepEqual(model.get("values"), { year: 1999 });
  stop();
});

test("what is dragged onto a mark of the picture chooses what a click on the mark would", () => {
  show();
  const marks = '<rect data-pick="drag"></rect><rect data-pick="year=1996"></rect>';
  const { model, el, stop } = explorerOf([YEAR], { year: 1990 }, { ...VIEW, svg: `<svg viewBox="0 0 9 4">${marks}</svg>` });
  const edges = { left: 10, right: 20, top: 0, bottom: 20 };
  el.querySelector('[data-pick="year=1996"]').getBoundingClientRect = () => edges;
  el.querySelector(".handle").setPointerCapture = () => {};
  drag(el.querySelector(".handle"), [90, 5]);
  assert.deepEqual(model.get("values"), { year: 1990 });
  drag(el.querySelector(".handle"), [15, 5]);
  assert.deepEqual(model.get("values"), { year: 1996 });
  stop();
});

test("a country that is chosen in one explorer is chosen in the others", () => {
  show();
  const first = explorerOf([COUNTRY], { country: "JOR" });
  const other = explorerOf([COUNTRY], { country: "JOR" });
  select(first.el.querySelector("select"), "JPN");
  assert.equal(other.model.get("values").country, "JPN");
  first.stop();
  other.stop();
});

test("a country that is chosen in another open notebook changes nothing here, and its menu is none of this page", () => {
  show();
  const here = explorerOf([COUNTRY], { country: "JOR" });
  const there = explorerOf([COUNTRY], { country: "JOR" });
  const without = explorerOf([], {});
  const notebook = h("div", { class: "jp-Notebook" }, there.el);
  show(h("div", { class: "jp-Notebook" }, here.el), notebook, h("div", { class: "jp-Notebook" }, without.el));
  select(there.el.querySelector("select"), "JPN");
  assert.equal(here.model.get("values").country, "JOR");
  buttonOf(without.el, "Table").click();
  assert.equal(buttonOf(without.el.querySelector("tbody"), "Jordan"), undefined);
  for (const { stop } of [here, there, without]) stop();
});

test("a learner's own country is one press away from the one that the lesson shows", () => {
  show();
  const { model, el, stop } = explorerOf([{ ...COUNTRY, own: "JPN" }], { country: "JOR" });
  buttonOf(el, "Show Japan, chosen before").focus();
  document.activeElement.click();
  assert.equal(model.get("values").country, "JPN");
  assert.equal(document.activeElement, el.querySelector("select"), "the button, which had the focus, is gone");
  assert.ok(buttonOf(el, "Show Japan, chosen before").hidden);
  stop();
});

test("a name in a table opens the profile of the country", () => {
  show();
  const { model, el, stop } = explorerOf([COUNTRY], { country: "JPN" });
  buttonOf(el, "Table").click();
  buttonOf(el.querySelector("tbody"), "Jordan").click();
  assert.equal(model.get("values").country, "JOR");
  stop();
});

test("a name or a source that has the focus keeps it while the view changes", () => {
  show();
  const { model, el, stop } = explorerOf([COUNTRY], { country: "JPN" });
  const draw = (rows) => {
    model.set("view", { ...VIEW, table: { columns: ["Country", "Year"], rows } });
    model.tell("change:view");
  };
  buttonOf(el, "Table").click();
  buttonOf(el.querySelector("tbody"), "Jordan").focus();
  draw([["Japan", 1991], ["Jordan", 1995]]);
  assert.equal(document.activeElement, buttonOf(el.querySelector("tbody"), "Jordan"));
  buttonOf(el.querySelector("thead"), "Year").click();
  buttonOf(el, "Sources").click();
  el.querySelector(".cs-sources a").focus();
  draw([]);
  assert.equal(document.activeElement, el.querySelector(".cs-sources a"));
  stop();
});

test("a heading that was pressed keeps the focus", () => {
  const table = tableView("joins");
  show(table.node);
  table.show(VIEW);
  table.node.querySelectorAll("th button")[1].focus();
  document.activeElement.click();
  assert.equal(document.activeElement, table.node.querySelectorAll("th button")[1]);
});

test("a click on an entry of a legend switches its option off, and on again", () => {
  show();
  const KINDS = { kind: "toggles", name: "kinds", label: "Kinds", options: OPTIONS };
  const svg = '<svg viewBox="0 0 9 4"><rect data-pick="kinds=md"></rect></svg>';
  const { model, el, stop } = explorerOf([KINDS], { kinds: ["md", "ici"] }, { ...VIEW, svg });
  const click = () => el.querySelector("[data-pick]").dispatchEvent(new MouseEvent("click", { bubbles: true }));
  click();
  assert.deepEqual(model.get("values").kinds, ["ici"]);
  click();
  assert.deepEqual(model.get("values").kinds, ["md", "ici"]);
  stop();
});

test("the buttons below a picture open their panels, and those with nothing to show are hidden", () => {
  show();
  const { model, el, stop } = explorerOf([], {});
  const sources = buttonOf(el, "Sources");
  const panel = document.getElementById(sources.getAttribute("aria-controls"));
  assert.ok(panel.hidden);
  sources.click();
  assert.equal(sources.getAttribute("aria-expanded"), "true");
  assert.equal(panel.querySelector("a").href, "https://nato.example/paper");
  model.set("view", { ...VIEW, sources: [], table: { columns: ["A"], rows: [] } });
  model.tell("change:view");
  assert.ok(panel.hidden && sources.hidden);
  assert.ok(el.querySelector(".cs-table").hidden);
  stop();
});

test("what became of copying the line can be read beside it, until the line changes", async () => {
  show();
  const { model, el, stop } = explorerOf([], {});
  const panel = el.querySelector(".cs-save");
  const said = () => panel.querySelector("[role=status]").textContent;
  const copy = async (clipboard) => {
    Object.defineProperty(globalThis, "navigator", { value: { clipboard }, configurable: true });
    buttonOf(panel, "Copy the line").click();
    await new Promise(setImmediate);
  };
  await copy({ writeText: async (text) => assert.equal(text, VIEW.call) });
  assert.equal(said(), "Copied.");
  globalThis.getSelection = () => window.getSelection();
  await copy(undefined);
  assert.match(said(), /Ctrl\+C.*⌘C/);
  assert.equal(String(window.getSelection()), VIEW.call);
  model.set("view", { ...VIEW, call: "explore.x(year=1999)" });
  model.tell("change:view");
  assert.equal(said(), "");
  stop();
});

test("an open panel is open again after a view that gave it nothing to show", () => {
  const node = h("div", {});
  let opened = 0;
  const below = panels("e", [{ node, show: ({ text }) => text, onOpen: () => { opened += 1; } }]);
  show(below.node);
  below.show({ text: "Table" });
  buttonOf(below.node, "Table").click();
  below.show({ text: "" });
  assert.equal(node.hidden, true);
  below.show({ text: "Table" });
  assert.equal(node.hidden, false);
  assert.equal(opened, 2);
});

test("rare controls wait behind More", () => {
  show();
  const { el, stop } = explorerOf([YEAR, { ...COUNTRY, rare: true }], { year: 1990, country: "JOR" });
  assert.equal(el.querySelectorAll("details [data-control]").length, 1);
  assert.equal(el.querySelector("details [data-control]").dataset.control, "country");
  stop();
});

test("a view that could not be drawn is told in words and leaves the last picture", () => {
  show();
  const { model, el, stop } = explorerOf([], {});
  model.set("view", { problem: "This picture could not be drawn: no" });
  model.tell("change:view");
  assert.match(el.querySelector("[role=alert]").textContent, /could not be drawn/);
  assert.ok(el.querySelector("svg"));
  stop();
  assert.ok(!model.listens("change:view"));
});
