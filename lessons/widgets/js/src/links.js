// Links between the pages of the course, in JupyterLab and Notebook: a term opens its meaning in
// place, a link lands on its heading, and the browser's Back button returns to where the reader was.
//
// JupyterLab by itself opens the page at its top, and Back changes only the address. Without this
// script a link still opens its page, and shows a term's meaning under the pointer.
import { showMeaning } from "./meaning.js";
import { isTeacherFile } from "./teacher_files.js";

const PAGE = /([^/?#]+\.ipynb)?(?:\?[^#]*)?(#.*)?$/; // JupyterLab adds a query to local links
const GLOSSARY = "glossary.ipynb";
const COURSE = "notebooks"; // the folder of the course's pages
const FRAMES = 12; // for which a heading is kept in place while cells above it get their heights
/** Return the page and the heading that a link leads to, or null for a link out of the course. */
export function target(link) {
  const { origin, href } = new URL(link.href, location.href);
  const isCourse = origin === location.origin && (/\.ipynb($|[?#])/.test(href) || link.getAttribute("href").startsWith("#"));
  if (!isCourse || isTeacherFile(href)) return null;
  const [, page = "", hash = ""] = PAGE.exec(link.getAttribute("href"));
  return { page: decodeURIComponent(page), id: decodeURIComponent(hash.slice(1)) };
}

/** Return the ids of the headings in a piece of Markdown, as JupyterLab makes them from their text. */
export const headingIds = (markdown) =>
  [...markdown.matchAll(/^#{1,6} +(.+?) *#*$/gm)].map(([, heading]) =>
    heading.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/[*`]/g, "").replaceAll(" ", "-"));

/** Follow the links of a notebook's panel. */
export function followLinks(app, panel) {
  // A link of another page has opened this one in a tab of its own.
  if (isNotebook() && location.hash) scrollToHeading(panel, decodeURIComponent(location.hash.slice(1)));
  panel.node.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    const isPlain = !event.defaultPrevented && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.button;
    const place = link && isPlain && target(link);
    if (!place) return;
    event.preventDefault();
    event.stopPropagation(); // JupyterLab would open the page as well
    const go = () => follow(app, panel, place);
    const isTerm = place.page === GLOSSARY && link.title && !panel.context.path.endsWith(GLOSSARY);
    if (isTerm) showMeaning(link, go);
    else go();
  }, true);
}

async function follow(app, panel, { page, id }) {
  const { path } = panel.context;
  const wanted = page ? await pathOf(app.serviceManager.contents, path, page) : path;
  if (wanted === path) {
    remember(panel);
    history.pushState({}, "", location.href); // for Back
    await scrollToHeading(panel, id);
  } else if (isNotebook()) {
    const toRoot = "../".repeat(path.split("/").length - 1);
    open(new URL(`${toRoot}${wanted}#${encodeURIComponent(id)}`, location.href));
  } else {
    remember(panel);
    const opened = await app.commands.execute("docmanager:open", { path: wanted });
    if (id && opened) await scrollToHeading(opened, id);
  }
}

/** Return the path of a page beside another, or in the course if a copy is elsewhere. */
export async function pathOf(contents, path, page) {
  const beside = path.slice(0, path.lastIndexOf("/") + 1) + page;
  return contents.get(beside, { content: false }).then(() => beside, () => `${COURSE}/${page}`);
}

/** Return whether this is Notebook, which shows each page in a tab of its own. */
const isNotebook = () => Boolean(document.body.dataset.notebook);

const positions = new Map(); // how far each page was scrolled when its reader left it

const scroller = ({ content }) => content.node.querySelector(".jp-WindowedPanel-outer") ?? content.node;

const remember = (panel) => positions.set(panel.context.path, scroller(panel).scrollTop);

async function scrollToHeading(panel, id) {
  await panel.context.ready;
  await panel.revealed;
  const { content } = panel;
  const index = content.widgets.findIndex(({ model }) =>
    model.type === "markdown" && headingIds(model.sharedModel.getSource()).includes(id));
  if (index < 0) return;
  const { node } = content.widgets[index];
  content.activeCellIndex = index;
  panel.node.dataset.csRead = "now"; // a lesson that starts leaves its reader here: start.js
  // JupyterLab adds the cells of a page bit by bit, those above push this one down, and it moves
  // the focus to the page.
  await repeat(panel, () => {
    const heading = [...node.querySelectorAll("h1, h2, h3, h4")].find((found) => [found.dataset.jupyterId, found.id].includes(id));
    node.scrollIntoView({ block: "start" });
    heading?.setAttribute("tabindex", "-1");
    heading?.focus({ preventScroll: true });
    return node.isConnected && heading;
  });
}

/** Repeat an action until it has succeeded in some frames; stop when the reader scrolls or types. */
async function repeat(panel, action) {
  const reader = new AbortController(); // it also removes its own listeners
  const options = { passive: true, signal: reader.signal };
  for (const name of ["wheel", "touchmove", "keydown"]) {
    panel.node.addEventListener(name, () => reader.abort(), options);
  }
  for (let frame = 0; frame < FRAMES && !reader.signal.aborted && !panel.isDisposed;) {
    if (action()) frame += 1;
    await new Promise(requestAnimationFrame);
  }
  reader.abort();
}

/** Let the browser's Back and Forward buttons show the page of the address, where its reader was. */
export function returnByHistory(app) {
  addEventListener("popstate", async () => {
    const [, path] = /\/tree\/(.+\.ipynb)$/.exec(decodeURIComponent(location.pathname)) ?? [];
    if (!positions.has(path)) return;
    const position = positions.get(path);
    if (app.shell.currentWidget?.context) remember(app.shell.currentWidget);
    const panel = await app.commands.execute("docmanager:open", { path });
    if (panel) await repeat(panel, () => {
      scroller(panel).scrollTop = position;
      return true;
    });
  });
}
