// "Run All Cells" leaves its reader at the end of the page. Bring them back to the beginning, once.
function returnToTop(el, patience = 1200) {
  const book = el.closest(".jp-Notebook"), cells = [...(book?.querySelectorAll(".jp-Cell") ?? [])];
  if (!book && patience) return setTimeout(returnToTop, 50, el, patience - 1);
  const last = cells.at(-1), active = cells.some((cell) => cell.classList.contains("jp-mod-active"));
  // A slow browser draws this widget before it has attached the later cells, the active one too.
  if (!active && patience) return setTimeout(returnToTop, 50, el, patience - 1);
  if (!last?.classList.contains("jp-mod-active") || last.contains(el) || book.dataset.csReturned) return;
  if (document.activeElement?.closest(".jp-OutputArea")) return; // somebody is at work already
  book.dataset.csReturned = "now";
  setTimeout(() => delete book.dataset.csReturned, 10000);
  cells[0].dispatchEvent(new MouseEvent("mousedown", { bubbles: true, button: 0 })); // makes it the active cell
  book.querySelector(".jp-WindowedPanel-outer")?.scrollTo({ top: 0 });
}
