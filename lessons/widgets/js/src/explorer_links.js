// A country that is chosen in one explorer is chosen in all of the page that know it.
import { pageOf } from "./dom.js";

const CHOSEN = "cs-country";

/** Return whether an explorer on the page of an element lets its reader choose a country. */
export const pageHasCountryMenu = (el) => pageOf(el).querySelector('.cs-frame [data-control="country"]') !== null;

/** Choose a country by code or name in an element of the page; `id` is the explorer where it was chosen, if there is one. */
export const chooseCountry = (value, el, id) => publish("country", value, el, id);

/** Tell the other explorers of an element's page about a value that none of this one's controls takes. */
export const publish = (key, value, el, id) =>
  el.dispatchEvent(new CustomEvent(`cs-${key}`, { bubbles: true, detail: { value, id } }));

/** Call `onChosen(value, id)` for each country that is chosen on the page of an element; return how to stop. */
export function followCountry(el, onChosen) {
  const listener = ({ target, detail }) => pageOf(target).contains(el) && onChosen(detail.value, detail.id);
  document.addEventListener(CHOSEN, listener);
  return () => document.removeEventListener(CHOSEN, listener);
}
