// Links between the pages of the course, in JupyterLab and Notebook: a term opens its meaning in
// place, a link lands on its heading, and the browser's Back button returns to where the reader was.
//
// JupyterLab by itself opens the page at its top, and Back changes only the address. Without this
// script a link still opens its page, and shows a term's meaning under the pointer.
import { h } from "./dom.js";

const PAGE = /([^/?#]+\.ipynb)?(?:\?[^#]*)?(#.*)?$/; // JupyterLab adds a query to local links
const GLOSSARY = "glossary.ipynb";
const GAP = 8; // pixels between a term's meaning and the edge of the window
const FRAMES = 12; // for which a heading is kept in place while cells above it get their heights
/** The style of a term's meaning, for `showMeaning`. */
export const MEANING_STYLE = `
.cs-meaning { background: var(--jp-layout-color0, #fff); border: 1px solid var(--jp-border-color1, #767b82);
  border-radius: 8px; box-shadow: 0 4px 18px rgb(0 0 0 / 25%); box-sizing: border-box; color: var(--jp-content-font-color1, #1a1a1a);
  font: 16px/1.5 var(--jp-content-font-family, system-ui, sans-serif); inset: auto; margin: 0; max-width: min(26rem, 94vw); padding: 12px 16px; position: fixed; }
.cs-meaning p { margin: 4px 0 8px; }
.cs-meaning a { color: var(--jp-content-link-color, #1259a8); text-decoration: underline; }
.cs-meaning :focus-visible, .cs-meaning:focus-visible { outline: 3px solid var(--jp-brand-color1, #1259a8); outline-offset: 2px; }`;

/** Return the page and the heading that a link leads to, or null for a link out of the course. */
export function target(link) {
  const { origin, href } = new URL(link.href, location.href);
  const isCourse = origin === location.origin && (/\.ipynb($|[?#])/.test(href) || link.getAttribute("href").startsWith("#"));
  if (!isCourse) return null;
  const [, page = "", hash = ""] = PAGE.exec(link.getAttribute("href"));
  return { page: decodeURIComponent(page), id: decodeURIComponent(hash.slice(1)) };
}

/** Return the ids of the headings in a piece of Markdown, as JupyterLab makes them from their text. */
export const headingIds = (markdown) =>
  [...markdown.matchAll(/^#{1,6} +(.+?) *#*$/gm)].map(([, heading]) =>
    heading.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/[*`]/g, "").replaceAll(" ", "-"));

/** Follow the links of a notebook's panel. */
export function followLinks(app, panel) {
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

/** Show a term's meaning beside its link, with a way to its entry; Esc or a click elsewhere closes it. */
export function showMeaning(link, openEntry) {
  const meaning = h("div", { class: "cs-meaning", popover: "auto", role: "dialog", "aria-label": link.textContent, tabindex: "-1" },
    h("b", {}, link.textContent), h("p", {}, link.title),
    h("a", {
      href: link.href,
      onclick: (event) => {
        event.preventDefault();
        meaning.hidePopover();
        openEntry();
      },
    }, "Open in the glossary"));
  meaning.addEventListener("toggle", ({ newState }) => newState === "closed" && meaning.remove());
  document.body.append(meaning);
  meaning.showPopover();
  const { left, bottom, top } = link.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = meaning;
  const { clientWidth, clientHeight } = document.documentElement;
  meaning.style.left = `${Math.max(GAP, Math.min(left, clientWidth - width - GAP))}px`;
  meaning.style.top = `${bottom + height + GAP < clientHeight ? bottom : Math.max(GAP, top - height)}px`;
  meaning.focus({ preventScroll: true }); // closed, the focus goes back to the link
}

async function follow(app, panel, { page, id }) {
  const { path } = panel.context;
  const wanted = page ? path.slice(0, path.lastIndexOf("/") + 1) + page : path;
  if (wanted === path) {
    remember(panel);
    history.pushState({}, "", location.href); // for Back
    await scrollToHeading(panel, id);
  } else if (isNotebook()) {
    open(new URL(`${page}#${encodeURIComponent(id)}`, location.href));
  } else {
    remember(panel);
    const opened = await app.commands.execute("docmanager:open", { path: wanted });
    if (id && opened) await scrollToHeading(opened, id);
  }
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
  // JupyterLab adds the cells of a page bit by bit, those above push this one down, and it moves
  // the focus to the page.
  await keep(panel, () => {
    const heading = [...node.querySelectorAll("h1, h2, h3, h4")].find((each) => [each.dataset.jupyterId, each.id].includes(id));
    node.scrollIntoView({ block: "start" });
    heading?.setAttribute("tabindex", "-1");
    heading?.focus({ preventScroll: true });
    return node.isConnected && heading;
  });
}

/** Repeat an act until it has succeeded in some frames; stop where the reader scrolls or types. */
async function keep(panel, act) {
  let isReader = false;
  const options = { once: true, passive: true };
  for (const name of ["wheel", "touchmove", "keydown"]) {
    panel.node.addEventListener(name, () => { isReader = true; }, options);
  }
  for (let frame = 0; frame < FRAMES; frame += act() ? 1 : 0) {
    if (isReader || panel.isDisposed) return;
    await new Promise(requestAnimationFrame);
  }
}

/** Let the browser's Back and Forward buttons show the page of the address, where its reader was. */
export function returnByHistory(app) {
  document.head.append(h("style", {}, MEANING_STYLE));
  addEventListener("popstate", async () => {
    const [, path] = /\/tree\/(.+\.ipynb)$/.exec(decodeURIComponent(location.pathname)) ?? [];
    if (!positions.has(path)) return;
    const position = positions.get(path);
    if (app.shell.currentWidget?.context) remember(app.shell.currentWidget);
    const panel = await app.commands.execute("docmanager:open", { path });
    if (panel) await keep(panel, () => {
      scroller(panel).scrollTop = position;
      return true;
    });
  });
}
