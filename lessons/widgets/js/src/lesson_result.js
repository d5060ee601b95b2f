// Show a learner's result in a lesson: at its top in a few words, after each check, and in full at
// its end, whenever the reader comes there.
//
// The reply to { do: "count" } holds `answered`, the words. That to "hello" holds `text`; `rows`,
// each a state, an objective and how many of its questions are right; `advice`; `again`, the
// questions that are not yet right; and `review`, an address.
import { button, h, keepFocus, liveRegion, pageOf } from "./dom.js";

const SIGNS = { done: "✓", begun: "◐", open: "○" };
const NAMES = { done: "Done: ", begun: "Begun: ", open: "Open: " }; // what the signs mean, for screen readers

export default {
  render({ model, el }) {
    const shown = liveRegion();
    let last = "";
    const show = ([{ answered, ...result }]) => {
      if (answered) return showAtTheTop(pageOf(el), answered);
      if (JSON.stringify(result) === last) return;
      last = JSON.stringify(result);
      keepFocus(shown, () => shown.replaceChildren(drawn(result, (asked) => goToQuestion(asked, pageOf(el)))));
    };
    const ask = (what) => {
      try {
        model.send({ do: what });
      } catch {
        // The connection is closed: what was shown before stays.
      }
    };
    const whenVisible = new IntersectionObserver(([entry]) => entry.isIntersecting && ask("hello"));
    // The form of a question has sent its answer already, and the kernel keeps to the order.
    const count = () => ask("count");
    const onSubmit = ({ target }) => pageOf(el).contains(target) && count();

    el.classList.add("cs-quiz", "cs-result");
    el.append(h("div", { role: "group", "aria-label": model.get("title") }, shown));
    model.on("msg:custom", show);
    whenVisible.observe(el);
    document.addEventListener("submit", onSubmit);
    count();
    return () => {
      document.removeEventListener("submit", onSubmit);
      whenVisible.disconnect();
      model.off("msg:custom", show);
    };
  },
};

/** Write how many questions are answered in front of the link that ends the line at the top of a page. */
function showAtTheTop(page, answered) {
  const link = page.querySelector(".cs-place a");
  const shown = page.querySelector(".cs-answered") ?? h("span", { class: "cs-answered" });
  shown.textContent = `${answered} · `;
  link?.before(shown);
}

const drawn = ({ text, rows = [], advice = "", again = [], review }, onAgain) =>
  h("div", {}, h("p", {}, text), rows.length > 0 && h("ul", {}, ...rows.map(row)),
    advice && h("p", {}, advice),
    again.length > 0 && h("ul", {}, ...again.map((asked) => h("li", {}, button(asked, () => onAgain(asked), { class: "again cs-go" })))),
    review && h("p", {}, h("a", { href: review }, "Open the review")));

/** Show a question of a page, which is known by what it asks, and bring the reader to it. */
export function goToQuestion(asked, page) {
  const forms = [...page.querySelectorAll(".cs-quiz form")];
  const asking = forms.find((form) => form.querySelector("legend")?.textContent.includes(asked));
  const quiz = asking?.closest(".cs-quiz");
  const number = forms.filter((form) => quiz?.contains(form)).indexOf(asking);
  quiz?.querySelectorAll(".dot")[number].click();
}

const row = ([state, objective, detail]) => h("li", { class: state },
  h("span", { class: "sign", "aria-hidden": "true" }, SIGNS[state]),
  h("span", {}, h("span", { class: "visually-hidden" }, NAMES[state]), objective, " ", h("small", {}, detail)));
