// Remember where in a lesson its reader is, and let the table of contents follow.
//
// JupyterLab marks the active cell in its contents, and changes it by clicks alone. Here it follows
// the reader's own scrolling as well. Labs are left out: there, the active cell is the one at work.

const KEY = "cooperative-security:reading-place:"; // of the browser's storage, before the path
const PAUSE = 150; // milliseconds without scrolling after which the reader has arrived
const READING_LINE = 0.25; // of the window's height, from its top: what is read is near it
const SCROLL_KEYS = ["PageDown", "PageUp", "Home", "End", " "];

/** The class of the element with a lesson's start button, which the build writes: prose.py. */
export const AREA = "cs-start-area";

/** Return whether a notebook is a lesson, or a page beside them: its first cell has the button. */
export const isLesson = ({ content }) =>
  Boolean(content.widgets[0]?.model.sharedModel.getSource().includes(AREA));

/** Let the active cell of a notebook follow its reader, and remember it until the next visit. */
export function followReader(panel) {
  const { content, node } = panel;
  let hasScrolled = false; // by hand: not because a page was filled or run
  let timer;
  const byHand = () => {
    hasScrolled = true;
    node.dataset.csRead = "now";
  };
  for (const type of ["wheel", "touchmove"]) node.addEventListener(type, byHand, { passive: true });
  node.addEventListener("keydown", ({ key }) => SCROLL_KEYS.includes(key) && byHand(), true);
  node.addEventListener("pointerdown", ({ target }) => target.matches(".jp-WindowedPanel-outer") && byHand(), true);
  node.addEventListener("scroll", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (hasScrolled && isLesson(panel) && !isAtWork(content)) content.activeCellIndex = indexInView(content);
      hasScrolled = false;
    }, PAUSE);
  }, true);
  content.activeCellChanged.connect((_, cell) => {
    if (cell && node.dataset.csState === "started") remember(panel.context.path, cell.model.id);
  });
}

/** Return the index of the cell at which the reader of a notebook was last, or 0. */
export function lastIndex(panel) {
  const id = recall(panel.context.path);
  return Math.max(0, panel.content.widgets.findIndex((cell) => cell.model.id === id));
}

/** Return the index of the cell that is at the reading line. */
export function indexInView({ node, widgets }) {
  const { top, height } = node.getBoundingClientRect();
  const line = top + height * READING_LINE;
  const index = widgets.findIndex((cell) => cell.node.getBoundingClientRect().bottom > line);
  return index < 0 ? widgets.length - 1 : index;
}

/**
 * Return whether the reader types in a cell, uses a widget or is at a link, which must keep its cell
 * active: at the next key, JupyterLab moves the focus into the active cell.
 */
function isAtWork({ mode, node }) {
  const focused = node.querySelector(".jp-Cell :focus");
  return mode === "edit" || Boolean(focused?.closest(".jp-OutputArea")) || isInView(focused, node);
}

function isInView(element, page) {
  const [{ top, bottom }, seen] = [element ?? page, page].map((box) => box.getBoundingClientRect());
  return element !== null && bottom > seen.top && top < seen.bottom;
}

function remember(path, id) {
  try {
    localStorage.setItem(KEY + path, id);
  } catch {
    // A browser may refuse storage: the lesson then opens at its top.
  }
}

function recall(path) {
  try {
    return localStorage.getItem(KEY + path);
  } catch {
    return null;
  }
}
