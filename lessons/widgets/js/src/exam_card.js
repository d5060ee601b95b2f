// Show the questions of an exam; above them, a notice of saved answers, and a way to start empty.
import { h } from "./dom.js";
import { messenger, NO_REPLY } from "./messages.js";
import { showQuiz } from "./quiz_card.js";
import { resetOffer } from "./reset_between_pupils.js";

export default {
  render({ model, el }) {
    const reset = resetOffer(() => request({ do: "empty" }));
    const { request, replied, stop } = messenger(model, reset.node, () => reset.hear(NO_REPLY));
    const place = h("div");
    const intercept = (message) => {
      if (!reset.takes(message)) return false;
      replied([message]);
      if (message.emptied) quiz.then(({ restart }) => restart());
      reset.hear(message);
      return true;
    };
    reset.node.classList.add("cs-quiz", "cs-hand-in");
    el.append(reset.node, place);
    const quiz = showQuiz({ model, el: place }, { intercept });
    return async () => {
      stop();
      (await quiz).stop();
    };
  },
};
