// Type a name, save a file for the teacher, and see what is in it.
//
// Trait `texts`: [what the file holds, the name]. A reply with `summary` says how many answers there
// are; `asked`, that questions are open: the next press hands in all the same; `file`, [name, text],
// is to be downloaded; see also reset_between_pupils.js. Where the teacher's computer serves the page,
// the hand-in goes there under the pupil's code, and no name is asked for.
import { classCode, leaveClass, pupilCode, sendHandIn } from "./class_client.js";
import { download, enterForm, h, liveRegion } from "./dom.js";
import { feedback, messenger, NO_REPLY } from "./messages.js";
import { resetOffer } from "./reset_between_pupils.js";

const SAVE = "Save my hand-in";
const SAVE_ALL_THE_SAME = "Hand in all the same";
const SEND = "Hand in to the class";
const NAMELESS = "pupil"; // the teacher's computer puts the pupil's code in its place
const IN_CLASS = "Your answers go to your teacher's computer under a code that you get there, without your name. "
  + "Afterwards you can see here what was sent.";
const SENDING = { sign: "…", heading: "On its way." };

const save = (fileName, text) => download(fileName, new Blob([text], { type: "application/json" }));

/** Send a hand-in to the teacher's computer, or save its file where that fails; return what to show. */
async function deliver(fileName, text) {
  try {
    const { pupil } = await sendHandIn(text);
    return { tone: "good", sign: "✓", heading: "Handed in.", text: `Your teacher has it under your code: ${pupil}.` };
  } catch (problem) {
    save(fileName, text);
    const saved = `Your browser has saved ${fileName}: keep it for your teacher.`;
    return { tone: "bad", sign: "✗", heading: "Not handed in.", text: `${problem.message} ${saved}` };
  }
}

/** Return a closed part of the page that shows the text of the saved file, once there is one. */
function filePreview() {
  const text = h("pre", { tabindex: 0, role: "region", "aria-label": "The file" });
  const node = h("details", { hidden: true }, h("summary", {}, "See what the file says"), text);
  return {
    node,
    show(content) {
      text.textContent = content;
      node.hidden = !content;
    },
  };
}

export default {
  render({ model, el }) {
    const [contents, name] = model.get("texts");
    const count = h("p", { class: "count" });
    const status = liveRegion();
    const preview = filePreview();
    const { request, send, replied, stop } = messenger(
      model, el, () => status.replaceChildren(feedback(NO_REPLY)), () => send({ do: "hello" }),
    );
    const inClass = Boolean(classCode());
    const label = inClass ? SEND : SAVE;
    const nameInput = h("input", { type: "text", value: name, maxlength: 80, autocomplete: "off" });
    const button = h("button", {}, label);
    let asked = false;
    const setAsked = (value) => {
      asked = value;
      button.textContent = asked ? SAVE_ALL_THE_SAME : label;
    };
    const reset = resetOffer(() => request({ do: "empty" }));

    const take = async (message) => {
      const [fileName, text] = message.file;
      setAsked(false);
      preview.show(text);
      status.replaceChildren(feedback(inClass ? SENDING : message));
      if (inClass) status.replaceChildren(feedback(await deliver(fileName, text)));
      else save(fileName, text);
    };
    const forget = () => {
      leaveClass();
      nameInput.value = "";
      preview.show("");
      setAsked(false);
      status.replaceChildren();
    };
    const hear = (messages) => {
      replied(messages);
      for (const message of messages) {
        if (message.summary !== undefined) count.textContent = message.summary;
        else if (reset.takes(message)) reset.hear(message);
        else if (message.file) take(message);
        else status.replaceChildren(feedback(message));
        if (message.emptied) forget();
        if (message.asked) setAsked(true);
      }
    };
    // Answers are given elsewhere on the page: count again whenever a learner comes to the form.
    const recount = () => {
      try {
        model.send({ do: "count" });
      } catch {
        count.textContent = "";
      }
    };
    const visible = new IntersectionObserver(([entry]) => entry.isIntersecting && recount());

    el.classList.add("cs-quiz", "cs-hand-in");
    el.append(h("div", { role: "group", "aria-label": model.get("title") },
      enterForm(() => request({ do: "make", name: inClass ? pupilCode() || NAMELESS : nameInput.value, ask: !asked }),
        h("p", { class: "heading" }, h("b", {}, model.get("title")), count),
        h("p", {}, inClass ? IN_CLASS : contents),
        !inClass && h("label", { class: "number" }, h("span", {}, "Your name or code"), nameInput),
        h("div", { class: "actions" }, button),
        status, preview.node, reset.node)));
    el.addEventListener("pointerenter", recount);
    el.addEventListener("focusin", recount);
    model.on("msg:custom", hear);
    send({ do: "hello" });
    visible.observe(el);
    return () => {
      visible.disconnect();
      stop();
      model.off("msg:custom", hear);
    };
  },
};
