import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { csv, csvCell, csvFile } from "../src/csv.js";

// The gradebook's tables are held to the same list by a test in Python.
const FORMULAS = JSON.parse(readFileSync(new URL("../../../../tests/fixtures/formulas.json", import.meta.url)));

test("no text begins as a formula does", () => {
  for (const text of FORMULAS) {
    const cell = csvCell(text).replace(/^"/, "");
    assert.equal(cell[0], "'", JSON.stringify(text));
  }
});

test("an apostrophe before a formula gets another, so that a reader can take one away", () => {
  for (const text of FORMULAS) assert.equal(csvCell(`'${text}`).replace(/^"/, "").slice(0, 2), "''");
  for (const text of ["'", "'tis", "''"]) assert.equal(csvCell(text), text);
});

test("other texts and numbers stay as they are", () => {
  for (const text of ["Zoë O'Neill-Smith", "1994-01-10", "a=b", "–", ""]) assert.equal(csvCell(text), text);
  assert.deepEqual([-5, 0, 1.5].map(csvCell), ["-5", "0", "1.5"]);
  assert.deepEqual([null, undefined, true].map(csvCell), ["", "", "true"]);
});

test("commas, quotes and line ends are quoted", () => {
  assert.equal(csvCell('a "b", c'), '"a ""b"", c"');
  assert.equal(csvCell("a\nb"), '"a\nb"');
  assert.equal(csvCell("a\rb"), '"a\rb"');
  assert.equal(csvCell('=HYPERLINK("x")'), '"\'=HYPERLINK(""x"")"');
});

test("a table is a line of names and a line for each row", () => {
  const table = { columns: ["Country", "=Year"], rows: [["Jordan", 1995], ["@x", -1]] };
  assert.equal(csv(table), "Country,'=Year\r\nJordan,1995\r\n'@x,-1\r\n");
});

test("a file begins with the mark by which spreadsheets know UTF-8", async () => {
  const bytes = new Uint8Array(await csvFile({ columns: ["é"], rows: [] }).arrayBuffer());
  assert.deepEqual([...bytes.slice(0, 3)], [0xef, 0xbb, 0xbf]);
});
