// A country that is chosen in one explorer is chosen in all of the page that know it.

const CHOSEN = "cs-country";

/** Return whether an explorer of the page lets its reader choose a country. */
export const pageHasCountryMenu = () => document.querySelector('.cs-frame [data-control="country"]') !== null;

/** Choose a country by code or name; `id` is the explorer where it was chosen, if there is one. */
export const chooseCountry = (value, id) => publish("country", value, id);

/** Tell the page's other explorers about a value that none of this one's controls takes. */
export const publish = (key, value, id) =>
  document.dispatchEvent(new CustomEvent(`cs-${key}`, { detail: { value, id } }));

/** Call `onChosen(value, id)` for each country that is chosen on the page; return how to stop. */
export function followCountry(onChosen) {
  const listener = ({ detail }) => onChosen(detail.value, detail.id);
  document.addEventListener(CHOSEN, listener);
  return () => document.removeEventListener(CHOSEN, listener);
}
