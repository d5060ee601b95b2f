// Download, upload or delete the answers that are saved in the journal.
//
// Trait `texts`: [where the answers are saved, what to know before deleting, 1 if this computer
// keeps nothing]. A reply with `summary` and `count` says how many are saved; `file`, [name, text],
// is to be downloaded; `earlier`, [[name, when], ...], are answers that were put aside.
import { button, download, h, liveRegion } from "./dom.js";
import { feedback, messenger, NO_REPLY } from "./messages.js";

const LARGEST = 8e6; // bytes that the connection to the kernel takes at once
const TOO_LARGE = {
  tone: "bad", sign: "✗", heading: "Not uploaded.",
  text: "This file is larger than 8 MB, so it cannot hold answers of this course.",
};
const NOTHING = { sign: "!", heading: "Nothing to delete.", text: "No answer is saved." };

/** Return a button that asks once more before it calls `onConfirm`, and the box that asks. */
function confirmedDelete(warning, onConfirm, onNothing) {
  let answers = 0;
  const setOpen = (open) => {
    question.textContent = answers === 1 ? "Delete 1 answer?" : `Delete all ${answers} answers?`;
    box.hidden = !open;
    ask.hidden = open;
    (open ? no : ask).focus();
  };
  const ask = button("Delete my answers", () => (answers ? setOpen(true) : onNothing()), { class: "quiet" });
  const no = button("No, keep them", () => setOpen(false));
  const yes = button("Yes, delete", () => {
    setOpen(false);
    onConfirm();
  });
  const question = h("b");
  const box = h("div", { class: "confirm", role: "group", "aria-label": "Delete my answers", hidden: true },
    h("p", {}, question, ` ${warning}`), h("div", { class: "actions" }, no, yes));
  return {
    ask,
    box,
    count(number) {
      answers = number;
      ask.setAttribute("aria-disabled", !number);
    },
  };
}

export default {
  render({ model, el }) {
    const [advice, warning, isTemporary] = model.get("texts");
    const count = h("p", { class: "count" });
    const status = liveRegion();
    const tell = (message) => status.replaceChildren(feedback(message));
    const { request, send, replied, stop } = messenger(
      model, el, () => tell(NO_REPLY), () => send({ do: "hello" }),
    );

    const take = button("Download my answers", () => request({ do: "download" }));
    const upload = async () => {
      const [file] = picker.files;
      picker.value = ""; // so that the same file can be chosen again
      if (!file) return;
      if (file.size > LARGEST) tell(TOO_LARGE);
      else request({ do: "upload", text: await file.text() });
    };
    const picker = h("input", { type: "file", accept: ".jsonl", onchange: upload });
    const deletion = confirmedDelete(warning, () => request({ do: "reset" }), () => tell(NOTHING));

    const offerEarlier = (backups) => earlier.replaceChildren(...backups.map(
      ([name, when]) => button(`Download the answers put aside on ${when}`, () => request({ do: "fetch", name })),
    ));
    const earlier = h("div", { class: "actions" });

    const hear = (messages) => {
      replied(messages);
      for (const message of messages) {
        if (message.earlier) offerEarlier(message.earlier);
        else if (message.summary === undefined) tell(message);
        else {
          count.textContent = message.summary;
          take.setAttribute("aria-disabled", !message.count);
          deletion.count(message.count);
        }
        if (message.file) saveJournal(...message.file);
      }
    };

    el.classList.add("cs-quiz", "cs-journal-controls");
    el.append(h("div", { role: "group", "aria-label": model.get("title") },
      h("p", { class: "heading" }, h("b", {}, model.get("title")), count),
      h("p", { class: isTemporary ? "feedback mid" : "" }, advice),
      h("div", { class: "actions" }, take, h("label", { class: "file" }, "Upload answers", picker)),
      h("div", { class: "actions" }, deletion.ask), deletion.box, earlier, status));
    model.on("msg:custom", hear);
    send({ do: "hello" });
    return () => {
      stop();
      model.off("msg:custom", hear);
    };
  },
};

const saveJournal = (name, text) => download(name, new Blob([text], { type: "application/x-ndjson" }));
