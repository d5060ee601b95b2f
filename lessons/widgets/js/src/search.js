// Search the course: a field, and links to the places that the kernel finds.
//
// Traits: `title`, and `hint` on what can be found. The card sends { do: "find", text } and receives
// { summary, results: [[kind, title, excerpt, address, where], ...] }.
import { enterForm, h, liveRegion, uniqueId } from "./dom.js";
import { feedback, messenger, NO_REPLY } from "./messages.js";

const PAUSE = 200; // milliseconds after a key until the search begins

const resultItem = ([kind, title, excerpt, href, where]) =>
  h("li", {},
    h("a", { href, class: "cs-place-link" }, title),
    h("small", {}, [kind, where].filter(Boolean).join(" · ")),
    h("p", {}, excerpt));

export default {
  render({ model, el }) {
    const id = uniqueId();
    const summary = liveRegion();
    const results = h("ul", { class: "results" });
    const { request, replied, stop: stopMessages } = messenger(
      model, el, () => summary.replaceChildren(feedback(NO_REPLY)),
    );
    let timer;
    const find = () => {
      clearTimeout(timer);
      const text = field.value.trim();
      if (text) return request({ do: "find", text });
      summary.replaceChildren();
      return results.replaceChildren();
    };
    const field = h("input", {
      id, type: "search", autocomplete: "off", "aria-describedby": `${id}-hint`,
      oninput: () => {
        clearTimeout(timer);
        timer = setTimeout(find, PAUSE);
      },
    });
    const hear = (messages) => {
      replied(messages);
      const [message] = messages;
      if (!message || !field.value.trim()) return; // emptied in the meantime
      if (!message.results) {
        summary.replaceChildren(feedback(message));
        return;
      }
      summary.textContent = message.summary;
      results.replaceChildren(...message.results.map(resultItem));
    };

    el.classList.add("cs-quiz", "cs-search");
    el.append(h("div", { role: "search", "aria-label": model.get("title") },
      enterForm(find,
        h("label", { for: id }, model.get("title")),
        field,
        h("p", { id: `${id}-hint`, class: "hint" }, model.get("hint"))),
      summary, results));
    model.on("msg:custom", hear);
    return () => {
      clearTimeout(timer);
      stopMessages();
      model.off("msg:custom", hear);
    };
  },
};
