// The search field, and the links between pages that the extension of JupyterLab follows.
import assert from "node:assert/strict";
import { test } from "node:test";
import { modelOf, show, type } from "./page.js";
import { h } from "../src/dom.js";
import { headingIds, pathOf, target } from "../src/links.js";
import { showMeaning } from "../src/meaning.js";
import search from "../src/search.js";

const RESULT = ["Term", "veto", "The right to <stop> a decision.", "glossary.ipynb#veto", ""];

test("results are links with their text, and an empty field has none", () => {
  const model = modelOf({ title: "Search", hint: "terms" });
  const el = show(h("div"));
  const stop = search.render({ model, el });
  const field = el.querySelector("[type=search]");
  type(field, "veto");
  el.querySelector("form").requestSubmit();
  assert.deepEqual(model.sent.at(-1), { do: "find", text: "veto" });
  model.tell("msg:custom", [{ results: [RESULT], summary: "1 place found." }]);
  assert.equal(el.querySelector("li a").getAttribute("href"), "glossary.ipynb#veto");
  assert.match(el.querySelector("li").textContent, /veto.*Term.*<stop>/);
  assert.match(el.querySelector("[role=status]").textContent, /1 place/);
  type(field, "");
  el.querySelector("form").requestSubmit();
  assert.equal(el.querySelectorAll("li").length, 0);
  stop();
  assert.ok(!model.listens("msg:custom"));
});

test("a link leads to a page and a heading of the course, or out of it", () => {
  const to = (href) => target(h("a", { href }));
  assert.deepEqual(to("glossary.ipynb#Article-5"), { page: "glossary.ipynb", id: "Article-5" });
  assert.deepEqual(
    to("/files/notebooks/05_a.ipynb?_xsrf=2%7C1#What-did-the-agreements-promise?"),
    { page: "05_a.ipynb", id: "What-did-the-agreements-promise?" },
  );
  assert.deepEqual(to("#An-attach%C3%A9"), { page: "", id: "An-attaché" });
  assert.equal(to("https://example.org/a.ipynb"), null);
  assert.equal(to("03_the_network.html"), null);
});

test("a copy in another folder leads to the pages of the course", async () => {
  const stored = ["notebooks/glossary.ipynb", "mine/09_b.ipynb"];
  const contents = { get: async (path) => assert.ok(stored.includes(path)) };
  assert.equal(await pathOf(contents, "notebooks/05_a.ipynb", "glossary.ipynb"), "notebooks/glossary.ipynb");
  assert.equal(await pathOf(contents, "mine/05_a.ipynb", "glossary.ipynb"), "notebooks/glossary.ipynb");
  assert.equal(await pathOf(contents, "05_a.ipynb", "glossary.ipynb"), "notebooks/glossary.ipynb");
  assert.equal(await pathOf(contents, "mine/05_a.ipynb", "09_b.ipynb"), "mine/09_b.ipynb");
});

test("headings have the ids that JupyterLab makes of their text", () => {
  assert.deepEqual(headingIds("# A *scene*: `x`\n\ntext # no\n\n### [Ally](a.ipynb) here ###\n"), [
    "A-scene:-x", "Ally-here",
  ]);
});

test("a term shows its meaning and leads to its entry", () => {
  window.HTMLElement.prototype.showPopover = () => {};
  window.HTMLElement.prototype.hidePopover = () => {};
  let opened = 0;
  const link = show(h("a", { href: "glossary.ipynb#veto", title: "The right to stop a decision." }, "veto"));
  showMeaning(link, () => { opened += 1; });
  const meaning = document.querySelector(".cs-meaning");
  assert.match(meaning.textContent, /veto.*The right to stop/);
  assert.equal(document.activeElement, meaning);
  meaning.querySelector("a").click();
  assert.equal(opened, 1);
});
