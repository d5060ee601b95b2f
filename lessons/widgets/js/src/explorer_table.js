// The numbers behind a picture: a table that can be sorted and saved.
import { csvFile } from "./csv.js";
import { button, download, h, keepFocus } from "./dom.js";
import { chooseCountry, pageHasCountryMenu } from "./explorer_links.js";

const LARGE = 10_000; // a column with such a number sets thousands apart; one of years never does
const LONG = 60; // letters; a column with such a text stays wide enough to be read

const DATE = /^\d{4}-\d\d(-\d\d)?$/;
const DATE_IN_WORDS = /^(?:(\d{1,2}) )?([A-Za-z]+) (\d{4})$/;
const MONTHS = {
  January: "01", February: "02", March: "03", April: "04", May: "05", June: "06", July: "07", August: "08",
  September: "09", October: "10", November: "11", December: "12",
  spring: "03", summer: "06", autumn: "09", // a season is sorted by its first month
};

/** Return a day or month, such as "1991-12-20" or "March 1992", in words that stay on one line. */
export function inWords(date) {
  const parts = { year: "numeric", month: "long", timeZone: "UTC", ...(date.length > 7 && { day: "numeric" }) };
  const words = DATE.test(date) ? new Date(date).toLocaleDateString("en-GB", parts) : date;
  return words.replaceAll(" ", "\u00a0");
}

/** Return a date in words, such as "1 July 2006", as "2006-07-01", and any other value as it is. */
function withoutWords(value) {
  const [, day, word, year] = DATE_IN_WORDS.exec(value) ?? [];
  if (!MONTHS[word]) return value;
  return [year, MONTHS[word], ...(day ? [day.padStart(2, "0")] : [])].join("-");
}

/** Compare two cells: numbers, also written ones, by value, dates by time, all else as English text. */
export function compareCells(one, other) {
  const [a, b] = [one, other].map(withoutWords);
  const bothNumbers = a !== "" && b !== "" && !Number.isNaN(Number(a)) && !Number.isNaN(Number(b));
  return bothNumbers ? Number(a) - Number(b) : String(a).localeCompare(String(b), "en");
}

/** Return rows sorted by `{ column, direction }`, or as they are without one. */
export const sortedRows = (rows, order) =>
  order ? rows.toSorted((a, b) => order.direction * compareCells(a[order.column], b[order.column])) : rows;

/** Return the panel of the table, of `{ columns, rows }`; `name` is the explorer's. */
export function tableView(name) {
  let table = { columns: [], rows: [] };
  let order = null;
  const place = h("div", { class: "cs-scroll", tabindex: 0, role: "group", "aria-label": `${name}, as a table` });
  const save = button("Download as CSV", () => download(`${name}.csv`, csvFile(table)), { class: "cs-button" });
  const node = h("div", { class: "cs-table" }, place, save);

  const sortBy = (column, direction) => {
    order = { column, direction };
    fill();
  };
  function fill() {
    if (node.hidden) return; // a closed table costs nothing while a slider moves
    const content = h("table", {}, tableHead(table, order, sortBy), tableBody(table, order, place));
    keepFocus(place, () => place.replaceChildren(content));
  }
  return {
    node,
    onOpen: fill,
    show(view) {
      table = view.table;
      fill();
      return table.rows.length > 0 && "Table";
    },
  };
}

function tableHead({ columns }, order, sortBy) {
  const cells = columns.map((title, column) => {
    const direction = order?.column === column ? order.direction : 0;
    const [state, sign] = { 1: ["ascending", " ▲"], 0: ["none", ""], "-1": ["descending", " ▼"] }[direction];
    const sort = button([title], () => sortBy(column, direction > 0 ? -1 : 1));
    sort.append(h("span", { "aria-hidden": "true" }, sign));
    return h("th", { scope: "col", "aria-sort": state }, sort);
  });
  return h("thead", {}, h("tr", {}, ...cells));
}

function tableBody({ columns, rows }, order, place) {
  const isNumeric = columns.map((_, column) =>
    rows.every((row) => typeof row[column] === "number" || row[column] === ""));
  const isLarge = columns.map((_, column) => rows.some((row) => Math.abs(row[column]) >= LARGE));
  const style = columns.map((_, column) =>
    rows.some((row) => String(row[column]).length > LONG) && "min-width: 24ch");
  const cell = (value, column) =>
    h("td", { class: isNumeric[column] && "cs-number", style: style[column] },
      cellContent(columns[column], value, isLarge[column], place));
  return h("tbody", {}, ...sortedRows(rows, order).map((row) => h("tr", {}, ...row.map(cell))));
}

// In a column of countries each name opens its profile, if an explorer of the page has one.
function cellContent(column, value, isLarge, place) {
  if (Number.isInteger(value) && isLarge) return value.toLocaleString("en");
  if (DATE.test(withoutWords(value))) return inWords(value);
  if (column !== "Country" || !value || !pageHasCountryMenu(place)) return String(value);
  return button(value, () => chooseCountry(value, place), { class: "cs-link" });
}
