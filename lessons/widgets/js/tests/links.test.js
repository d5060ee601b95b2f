// Which links lead to a page of the course, and where in it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { show } from "./page.js";
import { h } from "../src/dom.js";
import { target } from "../src/links.js";
import { fileAddress } from "../src/teacher_files.js";

const led = (href) => target(show(h("a", { href, target: "_blank" })));

test("a link to a page of the course leads to its heading", () => {
  assert.deepEqual(led("03_the_network.ipynb#Four-groups"), { page: "03_the_network.ipynb", id: "Four-groups" });
  assert.deepEqual(led("/files/notebooks/glossary.ipynb?_xsrf=1#A%20term"), { page: "glossary.ipynb", id: "A term" });
  assert.deepEqual(led("#Sources"), { page: "", id: "Sources" });
});

test("what is no page of the course is left to the browser", () => {
  for (const href of ["https://nato.example/03.ipynb", "report.pdf", fileAddress("exams/pupils/test.ipynb")]) {
    assert.equal(led(href), null, href);
  }
});
