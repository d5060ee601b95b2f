// A quiz that is the work of a whole page: after "Run All Cells" its reader is at the top again.
//
// A message with `end` says, below the last card, how the session went.
import { h, liveRegion } from "./dom.js";
import { feedback } from "./messages.js";
import { showQuiz } from "./quiz_card.js";
import { returnToTop } from "./return_to_top.js";

export default {
  render(context) {
    returnToTop(context.el);
    const end = liveRegion({ class: "session-end" });
    const intercept = (message) => {
      if (message.end) end.replaceChildren(feedback(message));
      return Boolean(message.end);
    };
    const quiz = showQuiz(context, { intercept });
    quiz.then(() => context.el.append(h("div", {}, end)));
    return async () => (await quiz).stop();
  },
};
