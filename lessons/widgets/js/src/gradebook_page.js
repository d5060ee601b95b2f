// Sort and search the tables of a gradebook, and hide the names on a projector.
import { csvFile } from "./csv.js";
import { download, h } from "./dom.js";

const NUMBER = /^[+-]?\d+(\.\d+)?$/;
const collator = new Intl.Collator("en", { numeric: true });

// Return what a cell is sorted by: a number or a text, "" if it is empty. Where a number is written
// in words or with a comma, such as a time, `data-sort` has the plain one.
function sortValue(cell) {
  const text = (cell.dataset.sort ?? cell.textContent).trim();
  if (text === "–") return "";
  return NUMBER.test(text) ? Number(text) : text;
}

// Compare two cells; an empty one comes last in either direction.
function compare(one, other, direction) {
  const [a, b] = [sortValue(one), sortValue(other)];
  if (a === "" || b === "") return (a === "") - (b === "");
  const order = typeof a === "number" && typeof b === "number" ? a - b : collator.compare(a, b);
  return order * direction;
}

function sort(table, head) {
  const isRising = head.getAttribute("aria-sort") !== "ascending";
  for (const other of head.parentElement.cells) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", isRising ? "ascending" : "descending");
  const body = table.tBodies[0];
  const rows = [...body.rows].sort((one, other) =>
    compare(one.cells[head.cellIndex], other.cells[head.cellIndex], isRising ? 1 : -1),
  );
  body.append(...rows);
}

function makeSortable(table) {
  for (const head of table.tHead.rows[0].cells) {
    head.append(h("button", { type: "button", onclick: () => sort(table, head) }, ...head.childNodes));
  }
}

// Show the rows that hold what was typed, and say how many they are.
function search(table, text, status) {
  const wanted = text.trim().toLocaleLowerCase();
  const rows = [...table.tBodies[0].rows];
  for (const row of rows) row.hidden = !row.textContent.toLocaleLowerCase().includes(wanted);
  status.textContent = wanted ? `${rows.filter((row) => !row.hidden).length} of ${rows.length}` : "";
}

function makeSearchable(table) {
  const status = h("span", { role: "status" });
  const field = h("input", { type: "search", oninput: () => search(table, field.value, status) });
  table.before(h("p", { class: "search" }, h("label", {}, "Search this table ", field), " ", status));
}

function toggleNames() {
  const isHidden = document.body.classList.toggle("names-hidden");
  document.getElementById("names").setAttribute("aria-pressed", String(isHidden));
}

// Have the browser ask before it leaves the page: something was changed and not saved.
const askToStay = (event) => event.preventDefault();

// Save the points of written positions as the file that the gradebook reads.
function savePoints() {
  const comment = (field) => field.closest(".written").querySelector("textarea").value.trim();
  const fields = [...document.querySelectorAll("select[data-text]")];
  const rows = fields
    .filter((field) => field.value || comment(field))
    .map((field) => [field.dataset.pupil, field.dataset.question, field.value, field.dataset.text, comment(field)]);
  download("written_marks.csv", csvFile({ columns: ["pupil", "question", "points", "text", "comment"], rows }));
  window.removeEventListener("beforeunload", askToStay);
}

// Open the folds around the place that an address names.
function openTarget() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  for (const fold of target.querySelectorAll(":scope > details")) fold.open = true;
  for (let fold = target; fold; fold = fold.parentElement) if (fold.matches("details")) fold.open = true;
  target.scrollIntoView();
}

const SEARCHED_FROM = 8; // rows
for (const table of document.querySelectorAll("table.sortable")) {
  makeSortable(table);
  if (table.tBodies[0].rows.length >= SEARCHED_FROM) makeSearchable(table);
}
const namesButton = document.getElementById("names");
namesButton.hidden = false;
namesButton.addEventListener("click", toggleNames);
const saveButton = document.getElementById("save");
if (saveButton) {
  saveButton.hidden = false;
  saveButton.addEventListener("click", savePoints);
  document.addEventListener("input", (event) => {
    if (event.target.closest(".written")) window.addEventListener("beforeunload", askToStay);
  });
}
window.addEventListener("hashchange", openTarget);
openTarget();
