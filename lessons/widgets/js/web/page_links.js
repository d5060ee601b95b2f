// Links in pages of the web edition: to pages instead of notebooks, and a term's meaning in place.
import { h } from "../src/dom.js";
import { MEANING_STYLE, showMeaning } from "../src/links.js";

/** Let every link that Python makes lead to the page of its notebook, now and later. */
export function leadToPages(root) {
  const change = () => {
    for (const link of root.querySelectorAll('a[href*=".ipynb"]')) {
      link.setAttribute("href", link.getAttribute("href").replace(".ipynb", ".html"));
    }
  };
  new MutationObserver(change).observe(root, { childList: true, subtree: true });
  change();
}

/** Show the meaning of a term beside its link; a second click leads to its entry. */
export function explainTerms(root) {
  document.head.append(h("style", {}, MEANING_STYLE));
  root.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="glossary.html#"][title]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    showMeaning(link, () => location.assign(link.href));
  });
}
