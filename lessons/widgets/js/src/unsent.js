// Keep what a learner has entered and not sent yet, while a cell runs again and its widget is replaced.

// On the document, because each widget loads a copy of this module of its own. A page that is
// closed forgets it: on a shared computer nobody else is to read it.
const store = () => (document.csUnsent ??= new Map());

/** Keep a value until a widget asks for it under the same key. */
export const keepUnsent = (key, value) => store().set(key, value);

/** Return the value under a key, once; undefined if there is none. */
export function takeUnsent(key) {
  const value = store().get(key);
  store().delete(key);
  return value;
}
