// A quiz: one card for each question. The kernel marks; here answers are taken and feedback is shown.
const SURE = ["sure", "think so", "guess"];

const card = ([ask, bid, hint, fields, act = "Check"], number, call, tell) => {
  let marked = null, tried = false, names = 0;
  const slots = { hint: h("div"), mark: h("div"), answer: h("div"), note: h("div") };
  const tools = {
    name: () => "f" + names++,
    touch: () => refresh(),
    tell,
    ask: (what, got) => ((waiting[what] = got), call.send({ do: what, card: number })),
  };
  const waiting = {};
  const taken = fields.map((field) => parts[field[0]](field, tools));
  const sure = parts.pick([0, "How sure are you?", SURE], { ...tools, touch() {} });
  const answer = () => taken.map((part) => part.get());
  const check = h("button", {}, act);
  const show = button("Show the answer", () => call.send({ do: "show", card: number }), { hidden: "" });
  const refresh = () => check.setAttribute("aria-disabled", JSON.stringify(answer()) === marked);
  const submit = () => {
    if (JSON.stringify(answer()) === marked) return;
    call.send({ do: "check", card: number, answer: answer(), sure: SURE[sure.get()] ?? "" });
  };
  sure.node.className = "sure";
  return {
    tried: () => tried,
    node: form(submit,
      h("fieldset", {}, h("legend", {}, h("span", { class: "n" }, number + 1 + ". "), ask, " ", h("small", {}, bid)), ...taken.map((part) => part.node)),
      h("div", { class: "do" }, check,
        ...(hint ? [button("Hint", () => call.send({ do: "hint", card: number }))] : []), show, sure.node),
      h("div", { role: "status", "aria-atomic": "false" }, ...Object.values(slots))),
    hear: (message) => {
      const { slot, answer: given } = message;
      if (slot in waiting) return waiting[slot](message);
      slots.note.replaceChildren();
      if (given) given.forEach((value, i) => taken[i].set(value));
      slots[slot].replaceChildren(said(message));
      if (!message.marks) return;
      marked = JSON.stringify(given ?? answer());
      tried = true;
      show.hidden = message.marks > 1;
      refresh();
    },
  };
};

export default {
  render({ model, el }) {
    if (typeof returnToTop === "function") returnToTop(el);
    const progress = h("span");
    const live = h("p", { role: "status", class: "unseen" });
    const note = h("div", { role: "status" });
    const call = caller(model, (card) => hear([{ ...NO_REPLY, card }]));
    const cards = model.get("cards").map((row, i) => card(row, i, call, (text) => (live.textContent = text)));
    const count = () =>
      (progress.textContent = cards.filter((c) => c.tried()).length + " of " + cards.length + " answered");
    const hear = (messages) => {
      call.heard();
      for (const message of messages) {
        const one = cards[message.card];
        one ? one.hear(message) : note.append(said(message));
      }
      count();
    };
    count();
    el.classList.add("cs-quiz");
    el.append(h("div", { role: "group", "aria-label": model.get("title") },
      h("p", { class: "top" }, h("b", {}, model.get("title")), progress), note, ...cards.map((c) => c.node), live));
    model.on("msg:custom", hear);
    call.send({ do: "hello" });
    return () => model.off("msg:custom", hear);
  },
};
