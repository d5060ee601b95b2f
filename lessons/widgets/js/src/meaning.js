// The meaning of a term, in place: in JupyterLab, Notebook and the web edition.
import { h } from "./dom.js";

const GAP = 8; // pixels between a meaning and the edge of the window
const STYLE_ID = "cs-meaning-style";
const STYLE = `
.cs-meaning { background: var(--jp-layout-color0, #fff); border: 1px solid var(--jp-border-color1, #767b82);
  border-radius: 8px; box-shadow: 0 4px 18px rgb(0 0 0 / 25%); box-sizing: border-box; color: var(--jp-content-font-color1, #1a1a1a);
  font: 16px/1.5 var(--jp-content-font-family, system-ui, sans-serif); inset: auto; margin: 0; max-width: min(26rem, 94vw); padding: 12px 16px; position: fixed; }
.cs-meaning p { margin: 4px 0 8px; }
.cs-meaning a { color: var(--jp-content-link-color, #1259a8); text-decoration: underline; }
.cs-meaning :focus-visible, .cs-meaning:focus-visible { outline: 3px solid var(--jp-brand-color1, #1259a8); outline-offset: 2px; }`;

/**
 * Show a term's meaning, which is the title of its link, beside the link. Esc or a click elsewhere
 * closes it; `openEntry()` is called when the reader wants the whole entry.
 */
export function showMeaning(link, openEntry) {
  if (!document.getElementById(STYLE_ID)) document.head.append(h("style", { id: STYLE_ID }, STYLE));
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
