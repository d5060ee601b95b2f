// Ask for a guess; then show a line with the guess above it and the answer below.
//
// Trait `ask`: [question, unit, lowest, highest, step, both ends as text]. A reply with `marks`, [[percent, text] of
// the guess, [percent, text] of the answer], is drawn on the line.
import { enterForm, h, liveRegion } from "./dom.js";
import { feedback, messenger, NO_REPLY } from "./messages.js";
import { keepUnsent, takeUnsent } from "./unsent.js";

const NO_GUESS = { sign: "!", heading: "Your guess first.", text: "Move the slider, or type a number." };

/** Return the line with both marks. */
function comparison([[guessPercent, guess], [truthPercent, truth]], unit, lowest, highest) {
  // Labels in the left half begin at their mark, those in the right half end there: none is cut off.
  const at = (percent) => ({ style: `left:${percent}%;translate:${percent < 50 ? "0" : "-100%"}` });
  return h("div", { class: "line", "aria-hidden": "true" },
    h("span", { class: "guess", ...at(guessPercent) }, `your guess: ${guess}`),
    h("span", { class: "truth", ...at(truthPercent) }, `${truth} ${unit}`),
    h("i", at(guessPercent)), h("i", { class: "true", ...at(truthPercent) }),
    h("span", { class: "end", ...at(0) }, lowest), h("span", { class: "end", ...at(100) }, highest));
}

export default {
  render({ model, el }) {
    const [ask, unit, min, max, step, low, high] = model.get("ask");
    const middle = min + step * Math.round((max - min) / 2 / step);
    const unsent = takeUnsent(ask);
    let isUnsent = unsent !== undefined;
    let moved = isUnsent;
    const input = (type, label, other) =>
      h("input", { type, "aria-label": label, min, max, step, value: unsent ?? middle, oninput: ({ target }) => {
        moved = isUnsent = target.value !== ""; // a box that was emptied holds no guess
        if (moved) other().value = target.value;
      } });
    const slider = input("range", "Your guess", () => box);
    const box = input("number", "Your guess as a number", () => slider);
    const answer = liveRegion();
    const { request, send, replied, stop } = messenger(
      model, el, () => answer.replaceChildren(feedback(NO_REPLY)), () => send({ do: "hello" }),
    );

    let isWaiting = false;
    const submit = () => {
      isWaiting = moved;
      if (moved) request({ do: "guess", guess: Number(box.value) });
      else answer.replaceChildren(feedback(NO_GUESS));
    };
    const hear = (messages) => {
      replied(messages);
      answer.replaceChildren();
      for (const message of messages) {
        if (message.marks) {
          if (!isUnsent || Number(box.value) === message.guess) {
            slider.value = box.value = message.guess;
            moved = true;
            isUnsent = false;
          }
          answer.append(comparison(message.marks, unit, low, high));
        }
        answer.append(feedback(message));
      }
      if (isWaiting) answer.scrollIntoView({ block: "nearest" });
      isWaiting = false;
    };

    el.classList.add("cs-quiz");
    el.append(enterForm(submit,
      h("fieldset", {}, h("legend", {}, ask), h("label", { class: "number" },
        h("span", { class: "scale" }, h("span", {}, low), slider, h("span", {}, high)),
        h("span", { class: "figure" }, box, " ", unit))),
      h("div", { class: "actions" }, h("button", {}, "Show the answer")), answer));
    model.on("msg:custom", hear);
    send({ do: "hello" });
    return () => {
      if (isUnsent) keepUnsent(ask, box.value);
      stop();
      model.off("msg:custom", hear);
    };
  },
};
