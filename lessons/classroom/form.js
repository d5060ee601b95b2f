// Type a name, save a file for the teacher, and see what is in it.
const save = (name, text) => {
  const href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  h("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 1000);
};

export default {
  render({ model, el }) {
    const [words, name] = model.get("words");
    const count = h("p", { class: "count" });
    const status = h("div", { role: "status" });
    const inside = h("pre", { tabindex: "0", role: "region", "aria-label": "The file" });
    inside.dataset.lmSuppressShortcuts = "true";
    const show = h("summary", {}, "See what the file says");
    show.dataset.lmSuppressShortcuts = "true";
    const look = h("details", { hidden: "" }, show, inside);
    const tell = (message) => status.replaceChildren(said({ tone: "", text: "", ...message }));
    const call = caller(model, () => tell(NO_REPLY));
    const typed = h("input", { type: "text", value: name, maxlength: "80", autocomplete: "off" });
    const submit = () => call.send({ do: "make", name: typed.value });
    const fresh = starter(() => call.send({ do: "empty" }));
    const forget = () => {
      typed.value = "";
      look.hidden = true;
      inside.textContent = "";
      status.replaceChildren();
    };
    const hear = (messages) => {
      call.heard();
      for (const message of messages) {
        if (message.told !== undefined) count.textContent = message.told;
        else if (message.offer || message.emptied) fresh.hear(message);
        else tell(message);
        if (message.emptied) forget();
        if (message.file) {
          save(...message.file);
          inside.textContent = message.file[1];
          look.hidden = false;
        }
      }
    };
    const recount = () => {
      try {
        model.send({ do: "count" });
      } catch {
        count.textContent = "";
      }
    };
    const seen = new IntersectionObserver(([it]) => it.isIntersecting && recount());
    el.classList.add("cs-quiz", "cs-hand-in");
    el.append(h("div", { role: "group", "aria-label": model.get("title") },
      form(submit,
        h("p", { class: "top" }, h("b", {}, model.get("title")), count),
        h("p", {}, words),
        h("label", { class: "number" }, h("span", {}, "Your name or code"), typed),
        h("div", { class: "do" }, h("button", {}, "Save my hand-in")), status, look, fresh.node)));
    el.onpointerenter = recount;
    el.addEventListener("focusin", recount);
    model.on("msg:custom", hear);
    call.send({ do: "hello" });
    seen.observe(el);
    return () => (seen.disconnect(), model.off("msg:custom", hear));
  },
};
