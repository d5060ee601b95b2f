// Make elements, controls, live regions and downloads: the helpers that every widget is drawn with.

// JupyterLab and Notebook act on keys that are pressed in an output: "b" inserts a cell, "m" turns
// the cell into Markdown. They leave a key alone only if the focused element itself carries the
// attribute data-lm-suppress-shortcuts; one on an ancestor is not enough.
const FOCUSABLE = /^(a|button|input|select|summary|textarea)$/;
const SVG = "http://www.w3.org/2000/svg";
const COMPOSED = 229; // the keyCode of every key that an input method takes, such as Enter at the end of a word

/**
 * Return a new element.
 *
 * `props` holds attributes and, under names such as `onclick`, listeners. An attribute that is
 * `true` is set without a value; one that is `false`, `null` or `undefined` is left out. Children
 * are elements or text, which is never read as markup; `null`, `undefined`, `false` and "" are left out.
 */
export function h(tag, props = {}, ...children) {
  const element = fill(document.createElement(tag), props, children);
  if (FOCUSABLE.test(tag) || "tabindex" in props) {
    element.setAttribute("data-lm-suppress-shortcuts", "true");
  }
  return element;
}

/** Return a new SVG element; attributes and children as for `h`. */
export function svg(tag, props = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), props, children);
}

function fill(element, props, children) {
  for (const [key, value] of Object.entries(props)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, "");
    else if (value !== false && value != null) element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child != null && child !== false && child !== ""));
  return element;
}

/** Return a button that submits no form. */
export const button = (text, onclick, props = {}) => h("button", { type: "button", onclick, ...props }, text);

/** Return an element whose new text a screen reader reads aloud when it has nothing else to say. */
export const liveRegion = (props = {}, ...children) => h("div", { role: "status", ...props }, ...children);

// Safari does not say by isComposing that Enter ends a word.
const isEnter = ({ key, keyCode }) => key === "Enter" && keyCode !== COMPOSED;

/**
 * Return a form that Enter in an input submits, except in one for files.
 *
 * Browsers do so by themselves, but JupyterLab prevents it in outputs.
 */
export const enterForm = (submit, ...children) =>
  h("form", {
    onsubmit: (event) => {
      event.preventDefault();
      submit();
    },
    onkeydown: (event) => {
      if (!isEnter(event) || !event.target.matches("input:not([type=file])")) return;
      event.preventDefault();
      event.currentTarget.requestSubmit();
    },
  }, ...children);

/** Return a text area in which Enter begins a new line, which JupyterLab prevents in outputs. */
export const textArea = (props = {}) => h("textarea", { onkeydown: (event) => {
  // Whatever else a script does to a text ends what Ctrl+Z can undo, and does not keep to the text's limit.
  if (isEnter(event) && document.execCommand("insertText", false, "\n")) event.preventDefault();
}, ...props });

/** Return the notebook that holds an element, or else the document: JupyterLab holds several notebooks in one. */
export const pageOf = (el) => el.closest(".jp-Notebook") ?? document;

/** Hide an element or show it; if the focus is in an element that is hidden, it goes to `next`. */
export function setHidden(element, isHidden, next) {
  if (isHidden && element.contains(document.activeElement)) next.focus();
  element.hidden = isHidden;
}

/**
 * Call `draw()`, which replaces the links and buttons in an element, and keep the focus if it was on one.
 *
 * It goes to the nearest one with the same text, else to the one in the same place, else to the last.
 */
export function keepFocus(element, draw) {
  const stops = () => [...element.querySelectorAll("a, button")];
  const focused = document.activeElement;
  const before = stops().indexOf(focused);
  draw();
  if (before < 0) return;
  const after = stops();
  const [nearest] = [...after.entries()]
    .filter(([, stop]) => stop.textContent === focused.textContent)
    .sort(([a], [b]) => Math.abs(a - before) - Math.abs(b - before));
  const stop = nearest?.[1] ?? after.at(Math.min(before, after.length - 1));
  stop?.focus({ preventScroll: true });
}

/**
 * Return an id that no other element of the page has.
 *
 * Each widget loads a copy of this module of its own, so that a counter would repeat itself.
 */
export const uniqueId = (prefix = "cs") => `${prefix}-${Math.random().toString(36).slice(2)}`;

/** Save a blob to the learner's downloads. */
export function download(name, blob) {
  const href = URL.createObjectURL(blob);
  h("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 1000); // some browsers read it only after the click
}
