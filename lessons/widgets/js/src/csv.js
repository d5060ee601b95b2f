// Write a table as CSV that a spreadsheet opens without running anything in it.

// A spreadsheet takes a text that begins so for a formula. The gradebook's tables use the same
// signs, of which some are full-width forms that spreadsheets read as the plain ones. A text that has
// an apostrophe already gets another: `typed` of lessons/core/spreadsheets.py takes one away.
const FORMULA = /^'*(?:[\t\r\n]|\s*[=+\-@|%＝＋－＠−])/;
const BYTE_ORDER_MARK = "\ufeff"; // without it a spreadsheet does not read é

/** Return a cell: a number as it is, a text that no spreadsheet takes for a formula. */
export function csvCell(value) {
  if (typeof value === "number") return String(value);
  const text = FORMULA.test(value) ? `'${value}` : String(value ?? "");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Return `{columns: [name, ...], rows: [[value, ...], ...]}` as the text of a CSV file. */
export function csv({ columns, rows }) {
  return [columns, ...rows].map((row) => `${row.map(csvCell).join(",")}\r\n`).join("");
}

/** Return the table as a file to be downloaded. */
export const csvFile = (table) => new Blob([BYTE_ORDER_MARK, csv(table)], { type: "text/csv" });
