// Columns of text in a DataFrame begin on one line: pandas aligns all columns to the right.

const IS_FIGURE = /^[\d.,:+-]*$|^(None|NaN|NaT|<NA>)$/; // a date is one too: no line breaks in it

/** Give the cells of columns that hold text the class "cs-text"; let keys scroll each table. */
export function alignText(node) {
  for (const table of node.querySelectorAll(".dataframe")) {
    table.tabIndex = 0;
    const isText = (cell) => !IS_FIGURE.test(cell.textContent.trim());
    const columns = new Set([...table.querySelectorAll("tbody > tr > *")].filter(isText).map((cell) => cell.cellIndex));
    for (const cell of table.querySelectorAll("th, td")) cell.classList.toggle("cs-text", columns.has(cell.cellIndex));
  }
}
