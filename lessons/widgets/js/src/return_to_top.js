// "Run All Cells" leaves its reader at the end of the page: bring them back to the beginning, once.

const PAUSE = 50; // milliseconds between two looks whether the page is drawn yet
const TRIES = 1200; // for about a minute, as a busy machine may need
const ONCE_IN = 10_000; // milliseconds in which a page is not brought back again

/** Scroll a notebook to its top if all of it was run and nobody is at work in it; elsewhere do nothing. */
export function returnToTop(el, tries = TRIES, wasConnected = false) {
  const notebook = el.closest(".jp-Notebook");
  if (el.isConnected ? !notebook : wasConnected) return; // a page of the website, or a widget that was removed
  // A slow browser draws a widget before it has attached the later cells, the active one too.
  if (!notebook?.querySelector(".jp-Cell.jp-mod-active")) {
    if (tries) setTimeout(returnToTop, PAUSE, el, tries - 1, el.isConnected);
    return;
  }
  if (!allWasRun(notebook, el) || document.activeElement?.closest(".jp-OutputArea")) return;
  if (notebook.dataset.csReturned) return; // by another widget of this page
  notebook.dataset.csReturned = "now";
  setTimeout(() => delete notebook.dataset.csReturned, ONCE_IN);
  // A pressed mouse button makes the first cell the active one; there is no public way.
  const [first] = notebook.querySelectorAll(".jp-Cell");
  first.dispatchEvent(new MouseEvent("mousedown", { bubbles: true, button: 0 }));
  notebook.querySelector(".jp-WindowedPanel-outer")?.scrollTo({ top: 0 });
}

// After "Run All Cells" the last cell is the active one; after a single cell, the one below it.
function allWasRun(notebook, el) {
  const last = [...notebook.querySelectorAll(".jp-Cell")].at(-1);
  return Boolean(last?.classList.contains("jp-mod-active")) && !last.contains(el);
}
