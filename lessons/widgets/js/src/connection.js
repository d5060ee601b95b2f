// Say how to go on where a widget does not respond, and offer to do it.
import { h } from "./dom.js";

/**
 * The advice wherever a widget does not respond; a browser test follows it in each such state.
 *
 * Pages of the web edition have no cells to run, and say themselves what to do.
 */
export const RUN_ALL = globalThis.document?.documentElement.dataset.csAdvice ?? "Run all cells of this notebook to go on.";

/** Return a button that runs the whole notebook, or nothing where the page cannot do that. */
export const startButton = () =>
  // Set by the course's extension of JupyterLab, which starts a notebook by such buttons: start.js.
  document.documentElement.dataset.csCanStart &&
  h("button", { type: "button", class: "cs-button cs-start" }, "Start this notebook");

/**
 * Call `onLost()` and `onBack()` when the extension says so of a widget's kernel; return how to stop.
 *
 * The extension stops the controls itself, and a widget whose kernel was restarted never comes back.
 */
export function watchConnection(el, { onLost, onBack = () => {} }) {
  const listener = ({ detail }) => (detail === "online" ? onBack() : onLost());
  el.addEventListener("cs-connection", listener);
  return () => el.removeEventListener("cs-connection", listener);
}
