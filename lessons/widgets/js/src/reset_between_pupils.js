// Offer to start empty on a shared computer, and ask once more before it is done.
import { button, h, liveRegion } from "./dom.js";
import { feedback } from "./messages.js";

const QUESTION = "All answers saved here move into a backup. Start empty?";

/**
 * Return `{ node, hear, takes }`; `startEmpty()` is called once the learner has confirmed.
 *
 * `takes(message)` says whether a message of the kernel is about starting empty: one with an
 * `offer`, the words of a button, or one that says that all is `emptied`.
 */
export function resetOffer(startEmpty) {
  const status = liveRegion({ tabindex: -1 }); // gets the focus of the button that goes away
  const choices = h("p", { class: "actions reset" });
  const ask = (label) => {
    const no = button("No, keep the answers", () => offer(label).focus());
    const yes = button("Yes, start empty", () => {
      choices.replaceChildren();
      startEmpty();
      status.focus();
    });
    choices.replaceChildren(QUESTION, no, yes);
    no.focus();
  };
  const offer = (label) => {
    const open = button(label, () => ask(label), { class: "quiet" });
    choices.replaceChildren(open);
    return open;
  };
  return {
    node: h("div", {}, status, choices),
    takes: (message) => Boolean(message.offer || message.emptied),
    hear(message) {
      status.replaceChildren(feedback(message));
      if (message.offer) offer(message.offer);
      else choices.replaceChildren();
    },
  };
}
