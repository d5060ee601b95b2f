// The journal in the learner's hands: download, upload, delete.
// Bytes that the way to the kernel takes at once.
const LARGEST = 8e6;

const save = (name, text) => {
  const href = URL.createObjectURL(new Blob([text], { type: "application/x-ndjson" }));
  h("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 1000);
};

export default {
  render({ model, el }) {
    const [words, copy, forgets] = model.get("words");
    const count = h("p", { class: "count" });
    const status = h("div", { role: "status" });
    const tell = (message) => status.replaceChildren(said({ tone: "", text: "", ...message }));
    const call = caller(model, () => tell(NO_REPLY));
    const take = button("Download my answers", () => call.send({ do: "download" }));
    const picked = () => {
      const [file] = pick.files;
      pick.value = "";
      if (!file) return;
      if (file.size > LARGEST)
        return tell({ tone: "bad", sign: "✗", head: "Not taken.", text: "This file is larger than 8 MB: it is no journal of this course." });
      file.text().then((text) => call.send({ do: "upload", text }));
    };
    const pick = h("input", { type: "file", accept: ".jsonl", onchange: picked });
    const ask = button("Delete my answers", () => sure(true), { class: "quiet" });
    const yes = button("Yes, delete", () => (sure(false), call.send({ do: "reset" })));
    const no = button("No, keep them", () => sure(false));
    const question = h("b", {});
    const box = h("div", { class: "sure-box", role: "group", "aria-label": "Delete my answers", hidden: "" },
      h("p", {}, question, " " + copy),
      h("div", { class: "do" }, no, yes));
    let many = 0;
    const sure = (open) => {
      question.textContent = many === 1 ? "Delete 1 answer?" : "Delete all " + many + " answers?";
      box.hidden = !open;
      ask.hidden = open;
      (open ? no : ask).focus();
    };
    const hear = (messages) => {
      call.heard();
      for (const message of messages) {
        if (message.told === undefined) tell(message);
        else {
          many = message.count;
          count.textContent = message.told;
          take.setAttribute("aria-disabled", !many);
          ask.setAttribute("aria-disabled", !many);
          ask.onclick = () => (many ? sure(true) : tell({ sign: "!", head: "Nothing to delete.", text: "No answer is kept." }));
        }
        if (message.file) save(...message.file);
      }
    };
    el.classList.add("cs-quiz", "cs-keeping");
    el.append(h("div", { role: "group", "aria-label": model.get("title") },
      h("p", { class: "top" }, h("b", {}, model.get("title")), count),
      h("p", { class: forgets ? "said mid" : "" }, words),
      h("div", { class: "do" }, take, h("label", { class: "file" }, h("span", {}, "Upload answers"), pick)),
      h("div", { class: "do" }, ask), box, status));
    model.on("msg:custom", hear);
    call.send({ do: "hello" });
    return () => model.off("msg:custom", hear);
  },
};
