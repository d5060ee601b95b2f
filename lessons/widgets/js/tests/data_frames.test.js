import assert from "node:assert/strict";
import { test } from "node:test";
import { h } from "../src/dom.js";
import { alignText } from "../src/data_frames.js";
import { show } from "./page.js";

const row = (tag, ...cells) => h("tr", {}, ...cells.map((text) => h(tag, {}, text)));

test("columns of text are told from those of figures and dates", () => {
  const body = h("tbody", {}, row("td", "0", "NaN", "-3.5", "2012-09"), row("td", "1", "Latvia", "<NA>", "NaT"));
  const table = show(h("table", { class: "dataframe" }, h("thead", {}, row("th", "", "name", "rate", "day")), body));
  alignText(document);
  for (const { cells } of table.rows) {
    assert.deepEqual([...cells].map((cell) => cell.className), ["", "cs-text", "", ""]);
  }
});
