// A guess on a slider or as a number; then a line with the guess above it and the answer below.
export default {
  render({ model, el }) {
    const [ask, unit, min, max, step] = model.get("ask");
    const range = { min, max, step, value: min + step * Math.round((max - min) / 2 / step) };
    let moved = false;
    const follow = (other, one) => () => ((other().value = one().value), (moved = true));
    const slider = h("input", { type: "range", "aria-label": "Your guess", ...range, oninput: follow(() => box, () => slider) });
    const box = h("input", { type: "number", "aria-label": "Your guess as a number", ...range, oninput: follow(() => slider, () => box) });
    const answer = h("div", { role: "status" });
    const call = caller(model, () => answer.replaceChildren(said(NO_REPLY)));
    const at = (percent) => ({ style: `left:${percent}%;translate:-${percent}%` });
    const line = ([[a, guess], [b, truth]]) =>
      h("div", { class: "line", "aria-hidden": "true" },
        h("span", { class: "guess", ...at(a) }, "your guess: " + guess),
        h("span", { class: "truth", ...at(b) }, truth + " " + unit),
        h("i", at(a)), h("i", { class: "true", ...at(b) }),
        h("span", { class: "end", ...at(0) }, min), h("span", { class: "end", ...at(100) }, max));
    const submit = () =>
      moved ? call.send({ do: "guess", guess: +box.value })
        : answer.replaceChildren(said({ tone: "", sign: "!", head: "Your guess first.", text: "Move the slider, or type a number." }));
    const hear = (messages) => {
      call.heard();
      answer.replaceChildren();
      for (const message of messages) {
        if (message.marks) {
          slider.value = box.value = message.guess;
          moved = true;
          answer.append(line(message.marks));
        }
        answer.append(said(message));
      }
    };
    el.classList.add("cs-quiz");
    el.append(form(submit,
      h("fieldset", {}, h("legend", {}, ask), h("label", { class: "number" }, slider, box, unit)),
      h("div", { class: "do" }, h("button", {}, "Show the answer")), answer));
    model.on("msg:custom", hear);
    call.send({ do: "hello" });
    return () => model.off("msg:custom", hear);
  },
};
