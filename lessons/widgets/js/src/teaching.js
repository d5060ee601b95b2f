// The page for teachers: choose lessons, drop files, press a button, open what was made.
//
// Traits: `section`, and `jobs`, the forms to draw (lessons/teaching/jobs.toml). The card receives
// the lessons and which are chosen; the files in a `box`; and of a `job` its `values`, its `files`,
// how far it has come (`running`), and how it has ended (`sign`, `heading`, `lines`).
import { button, enterForm, h, liveRegion, setHidden, uniqueId } from "./dom.js";
import { dropZone } from "./drop_zone.js";
import { feedback, messenger, NO_REPLY } from "./messages.js";
import { fileAddress } from "./teacher_files.js";

const NONE = "No lesson is chosen yet: choose at the top of the page.";
const LISTED = 14; // files of a kind, as many as there are lessons; more are folded
const NAME = /[^/]+$/;

/** Return the list of lessons to tick; `onChoose` gets the slugs. */
function lessonChoice(title, onChoose) {
  const node = h("fieldset", { class: "lessons" });
  const boxes = () => [...node.querySelectorAll("input")];
  const chosen = () => boxes().filter((box) => box.checked).map((box) => box.value);
  const tickAll = (checked) => {
    for (const box of boxes()) box.checked = checked;
    onChoose(chosen());
  };
  return {
    node,
    hear({ lessons, chosen: ticked }) {
      if (node.childElementCount) {
        for (const box of boxes()) box.checked = ticked.includes(box.value);
        return;
      }
      node.append(h("legend", { class: "visually-hidden" }, title), ...lessons.map(([slug, heading]) =>
        h("label", {}, h("input", {
          type: "checkbox", value: slug, checked: ticked.includes(slug), onchange: () => onChoose(chosen()),
        }), ` ${heading}`)),
      h("div", { class: "actions" },
        button("Choose all", () => tickAll(true), { class: "quiet" }), button("Choose none", () => tickAll(false))));
    },
  };
}

/** Return a labelled control for a field of a form, and how to read, set and offer values. */
function control({ name, label, kind, value, choices, is_rare: isRare }, onChange) {
  const input = kind === "choice"
    ? h("select", { onchange: onChange })
    : h("input", { type: kind === "check" ? "checkbox" : kind, autocomplete: "off", min: kind === "number" && 1, onchange: onChange });
  const set = (to) => {
    if (kind === "check") input.checked = Boolean(to);
    else input.value = to ?? "";
    if (kind === "choice" && input.selectedIndex < 0) input.selectedIndex = 0; // such as an exam that is gone
  };
  const offer = (pairs) => {
    const before = input.value;
    input.replaceChildren(...pairs.map(([key, text]) => h("option", { value: key }, text)));
    set(before);
  };
  if (kind === "choice") offer(Object.entries(choices));
  set(value);
  const text = h("span", {}, label);
  const node = h("label", { class: kind === "check" ? "field check" : "field" }, ...(kind === "check" ? [input, text] : [text, input]));
  return { name, isRare, node, set, offer, get: () => (kind === "check" ? input.checked : input.value) };
}

const fileItem = ([path, what]) => {
  const name = path.match(NAME)[0];
  return h("li", {},
    h("a", { href: fileAddress(path), target: "_blank", rel: "noopener" }, name),
    what && h("small", {}, ` ${what}`));
};

/** Return the list of files that a job has made. */
function results() {
  const node = h("div", { class: "results" });
  return {
    node,
    show(files) {
      const kinds = [...new Set(files.map(([, what]) => what))];
      node.replaceChildren(...kinds.map((kind) => {
        const some = files.filter(([, what]) => what === kind);
        const list = h("ul", {}, ...some.map(fileItem));
        if (some.length <= LISTED || !kind) return list;
        return h("details", {}, h("summary", {}, `${kind}: ${some.length} files`), list);
      }));
    },
  };
}

/** Return what shows that a job is at work: a bar, the seconds, what it does, and a button; `start` starts it. */
function progressView(start, onStop) {
  const bar = h("progress", { "aria-label": "How far it has come" });
  const line = h("span", { class: "line" });
  const node = h("div", { class: "at-work", hidden: true },
    bar, line, button("Stop", onStop, { class: "stop" }));
  let timer;
  let since = 0;
  let doing = "";
  const tick = () => {
    line.textContent = `${Math.round((Date.now() - since) / 1000)} s ${doing && `· ${doing}`}`;
  };
  return {
    node,
    stop() {
      clearInterval(timer);
      timer = undefined;
      setHidden(node, true, start);
    },
    show(message) {
      doing = message.line;
      if (!message.share) bar.removeAttribute("value"); // how far is not known
      else bar.value = message.share;
      if (!timer) {
        since = Date.now();
        timer = setInterval(tick, 1000);
        node.hidden = false;
      }
      tick();
    },
  };
}

/** Return the form of a job, and how it takes messages about it. */
function jobForm(job, { request, send, trouble }) {
  const id = uniqueId();
  const values = () => Object.fromEntries(fields.map((field) => [field.name, field.get()]));
  const fields = job.fields.map((field) => control(field, () => send({ do: "fill", job: job.name, values: values() })));
  const boxes = job.boxes.map((box) => dropZone(box, { send, trouble }));
  const chosen = job.of_lessons && h("p", { class: "chosen" });
  const status = liveRegion();
  const messages = h("pre", { tabindex: 0, role: "region", "aria-label": `Messages: ${job.title}` });
  const more = h("details", { hidden: true }, h("summary", {}, "Messages"), messages);
  const made = results();
  const start = h("button", {}, job.button);
  const progress = progressView(start, () => send({ do: "stop", job: job.name }));
  const rare = h("div", { class: "fields" }, ...fields.filter((field) => field.isRare).map((field) => field.node));
  const rareBoxes = boxes.filter((box) => box.isRare).map((box) => box.node);
  const folded = (rare.childElementCount || rareBoxes.length)
    && h("details", {}, h("summary", {}, "More choices"), rare, ...rareBoxes);
  const run = () => {
    if (!job.button || start.ariaDisabled === "true") return;
    status.replaceChildren();
    more.hidden = true;
    request({ do: "run", job: job.name, values: values() });
  };
  const node = enterForm(run,
    h("h3", { id }, job.title), h("p", {}, job.about),
    ...boxes.filter((box) => !box.isRare).map((box) => box.node), chosen,
    h("div", { class: "fields" }, ...fields.filter((field) => !field.isRare).map((field) => field.node)),
    folded || null,
    job.button && h("div", { class: "actions" }, start), progress.node, status, more, made.node);
  node.setAttribute("aria-labelledby", id);
  const setRunning = (isRunning) => {
    start.ariaDisabled = String(isRunning);
    if (!isRunning) progress.stop();
  };
  const hearOfJob = (message) => {
    for (const field of fields) {
      if (message.choices?.[field.name]) field.offer(message.choices[field.name]);
      if (message.values && field.name in message.values) field.set(message.values[field.name]);
    }
    if (message.files) made.show(message.files);
    if (message.running) {
      setRunning(true);
      progress.show(message);
    } else if (message.heading) {
      if (message.running === 0) setRunning(false);
      status.replaceChildren(feedback(message));
      messages.textContent = (message.lines ?? []).join("\n");
      more.hidden = !message.lines?.length;
      more.open = message.tone === "bad";
    }
  };
  return {
    node,
    stop: progress.stop,
    hear(message) {
      if (message.chosen && chosen) chosen.textContent = lessonsInWords(message);
      if (message.box) boxes.find((box) => box.name === message.box)?.hear(message);
      if (message.job === job.name) hearOfJob(message);
    },
  };
}

const lessonsInWords = ({ lessons, chosen }) => {
  const headings = lessons.filter(([slug]) => chosen.includes(slug)).map(([, heading]) => heading);
  if (!headings.length) return NONE;
  return `Chosen: ${headings.length === lessons.length ? "all lessons" : headings.join("; ")}.`;
};

export default {
  render({ model, el }) {
    const status = liveRegion();
    const trouble = (message) => status.replaceChildren(feedback(message));
    const hello = () => send({ do: "hello" });
    const { request, send, replied, stop } = messenger(model, el, () => trouble(NO_REPLY), hello);
    const choice = model.get("section") === "lessons"
      && lessonChoice(model.get("title"), (lessons) => send({ do: "choose", lessons }));
    const forms = model.get("jobs").map((job) => jobForm(job, { request, send, trouble }));
    const hear = (messages) => {
      replied(messages);
      for (const message of messages) {
        if (message.chosen && choice) choice.hear(message);
        for (const form of forms) form.hear(message);
        if (message.heading && !message.job) trouble(message); // about no form, or the whole page
      }
    };

    el.classList.add("cs-quiz", "cs-teaching");
    el.append(h("div", { role: "group", "aria-label": model.get("title") },
      choice && choice.node, ...forms.map((form) => form.node), status));
    model.on("msg:custom", hear);
    hello();
    return () => {
      stop();
      for (const form of forms) form.stop();
      model.off("msg:custom", hear);
    };
  },
};
