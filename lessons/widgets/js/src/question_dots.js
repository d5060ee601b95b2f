// One question at a time: dots that lead to the questions and say how each went, or a list of all.
import { button, h } from "./dom.js";

const STORED = "cs-all-questions"; // in the browser's storage: whether the reader wants the list
const CHANGED = "cs-all-questions"; // an event on the document, for the other quizzes of the page
// How a question went; an open one has its number.
const SIGNS = { saved: "●", right: "✓", "partly right": "◐", wrong: "✗" };

/**
 * Return the dots for the cards of a quiz: `node`, a button `toggle`, `refresh()`, `resume()` and `stop()`.
 *
 * `resume()` shows the first question that is open, unless the reader has chosen one already.
 * A card has its `node`, `state()`, "open" or a key of SIGNS, `focus()`, and a button `next`, which this
 * shows where there is a question to go on to.
 */
export function questionDots(cards) {
  let current = 0;
  let isList = wantsList();
  let isPlaced = false; // the reader has gone to a question, or was led to one
  const dots = cards.map((_, number) => button("", () => go(number), { class: "dot cs-go" }));
  const toggle = button("", () => {
    store(!isList);
    document.dispatchEvent(new CustomEvent(CHANGED, { detail: !isList }));
  }, { class: "cs-go" });
  const node = h("div", { class: "pages", role: "group", "aria-label": "Questions", hidden: cards.length < 2 }, ...dots);

  const firstOpen = () => cards.findIndex((card) => card.state() === "open");
  const following = (number) => (number + 1 < cards.length ? number + 1 : firstOpen());
  const refresh = () => {
    toggle.textContent = isList ? "One at a time" : "Show all";
    cards.forEach((card, number) => {
      const state = card.state();
      const isCurrent = !isList && number === current;
      card.node.hidden = !isList && !isCurrent;
      card.next.hidden = isList || state === "open" || following(number) < 0;
      const dot = dots[number];
      dot.textContent = SIGNS[state] || number + 1;
      dot.className = `dot cs-go ${state}`;
      dot.setAttribute("aria-label", `Question ${number + 1}: ${state}`);
      dot.setAttribute("aria-current", isCurrent && "step");
    });
  };
  const show = (number) => {
    isPlaced = true;
    current = number;
    refresh();
  };
  const go = (number) => {
    show(number);
    cards[number].focus();
  };
  const onChange = ({ detail }) => {
    isList = detail;
    refresh();
  };

  cards.forEach((card, number) => card.next.addEventListener("click", () => go(following(number))));
  document.addEventListener(CHANGED, onChange);
  refresh();
  return {
    node,
    toggle,
    refresh,
    resume() {
      const unsent = cards.findIndex((card) => card.isUnsent());
      if (!isPlaced) show(unsent < 0 ? Math.max(firstOpen(), 0) : unsent);
    },
    stop: () => document.removeEventListener(CHANGED, onChange),
  };
}

// A browser may refuse to store anything: then the choice holds for the page.
function wantsList() {
  try {
    return localStorage.getItem(STORED) === "yes";
  } catch {
    return false;
  }
}

function store(isList) {
  try {
    localStorage.setItem(STORED, isList ? "yes" : "no");
  } catch { /* nothing is lost but the choice */ }
}
