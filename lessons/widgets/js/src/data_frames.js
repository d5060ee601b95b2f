// Columns of text in a DataFrame begin on one line: pandas aligns all columns to the right.

const IS_FIGURE = /^[\d.,:+-]*$|^(None|NaN|NaT|<NA>)$/; // a date is one too: no line breaks in it

/** Give the cells below and at the head of a column that holds text the class "cs-text". */
export function alignText(node) {
  for (const table of node.querySelectorAll(".dataframe")) {
    const isText = (cell) => !IS_FIGURE.test(cell.textContent.trim());
    const columns = new Set([...table.querySelectorAll("tbody > tr > *")].filter(isText).map((cell) => cell.cellIndex));
    for (const cell of table.querySelectorAll("th, td")) cell.classList.toggle("cs-text", columns.has(cell.cellIndex));
  }
}
