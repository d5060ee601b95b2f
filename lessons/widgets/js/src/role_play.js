// The role play: native controls for partner, aims, activities and the brief; the kernel advises.
//
// Traits: `setup`, the options to choose from; `draft`, what was chosen and written,
// { partner, opened, aims, chosen, texts }; `profile` of the partner; `session` of the Council, see
// council.js; `note`, why the draft could not be saved.
// The widget sends { do: "advise" | "page" | "cards" } or one of the session's messages, each with
// the `draft` that it is about.
import { councilStep } from "./council.js";
import { button, download, h, liveRegion, textArea, uniqueId } from "./dom.js";
import { messenger, NO_REPLY } from "./messages.js";
import { keepUnsent, takeUnsent } from "./unsent.js";

const REST = 500; // milliseconds without typing before a text is sent
const SIGNS = { fits: "✓", "think again": "?", "does not fit": "✗" };
const SHORT_FIELDS = 2; // of the brief: these have one line, the others several

/**
 * Keep the learner's draft, and send it to the kernel: choices at once, texts after a rest.
 *
 * Each change has a number, which the kernel repeats once it has saved it. What was never saved
 * is handed to the widget that replaces this one when the cell runs again.
 */
function draftOf(model) {
  let draft = structuredClone(model.get("draft"));
  let timer = null;
  let edit = 0;
  let savedEdit = 0;
  const numbered = () => ({ ...structuredClone(draft), edit });
  const send = () => {
    clearTimeout(timer);
    timer = null;
    edit += 1;
    model.set("draft", numbered());
    model.save_changes();
  };
  const flush = () => timer !== null && send();
  return {
    get: () => draft,
    /** Send what is still waiting, and return the draft for a request, which may overtake it. */
    settled() {
      flush();
      return numbered();
    },
    saved(number) {
      savedEdit = number;
    },
    keepUnsaved() {
      if (timer !== null || savedEdit < edit) keepUnsent("draft", draft);
    },
    takeUnsaved() {
      const unsaved = takeUnsent("draft");
      if (unsaved?.partner !== draft.partner) return;
      draft = { ...unsaved, opened: draft.opened };
      send();
    },
    set(changes) {
      draft = { ...draft, ...changes };
      send();
    },
    setSoon(changes) {
      draft = { ...draft, ...changes };
      clearTimeout(timer);
      timer = setTimeout(send, REST);
    },
    flush,
    /** Accept a draft from the kernel, unless the learner is still writing in this one. */
    accept(next) {
      const content = { ...next };
      delete content.edit;
      const isNewer = content.opened !== draft.opened || timer === null;
      if (!isNewer || JSON.stringify(content) === JSON.stringify(draft)) return false;
      draft = structuredClone(content);
      return true;
    },
  };
}

/** Return a numbered part of the page. */
function step(id, number, title, ...children) {
  const heading = `${id}-step-${number}`;
  return h("section", { class: "rp-step", "aria-labelledby": heading },
    h("p", { class: "rp-head", id: heading }, h("b", {}, `${number} `), title), ...children);
}

function partnerStep(id, { partners }, draft) {
  const menu = h("select", { id: `${id}-partner`, onchange: () => {
    draft.flush(); // what was written belongs to the previous partner
    draft.set({ partner: menu.value });
  } }, ...partners.map(([label, rows]) =>
    h("optgroup", { label }, ...rows.map(([code, name]) => h("option", { value: code }, name)))));
  const profile = liveRegion({ class: "rp-profile" });
  return {
    node: step(id, 1, "Your partner",
      h("div", { class: "cs-control" }, h("label", { for: menu.id }, "Partner"), menu), profile),
    show() {
      menu.value = draft.get().partner;
    },
    showProfile({ heading, lines, count, examples }) {
      profile.replaceChildren(
        h("p", {}, h("b", {}, heading)),
        h("dl", {}, ...lines.flatMap(([term, text]) => [h("dt", {}, term), h("dd", {}, text)])),
        h("details", {}, h("summary", {}, `Examples that we found: ${count}`),
          h("ul", {}, ...examples.map(([when, what]) => h("li", {}, h("b", {}, `${when}: `), what)))));
    },
  };
}

/** Return check boxes for `[value, label, ...details]`, whose values make the list `draft[key]`. */
function checkBoxes(id, rows, key, draft, changed) {
  const toggle = (value, checked) => {
    const others = draft.get()[key].filter((item) => item !== value);
    draft.set({ [key]: checked ? [...others, value] : others });
    changed();
  };
  return rows.map(([value, label, ...details]) => {
    const onchange = () => toggle(value, input.checked);
    const input = h("input", { type: "checkbox", id: `${id}-${key}-${value}`, value, onchange });
    return {
      value,
      input,
      node: h("label", { class: "cs-option rp-option", for: input.id }, input, h("span", {}, label, ...details)),
      show() {
        input.checked = draft.get()[key].includes(value);
      },
    };
  });
}

function aimsStep(id, { aims, wanted: [wantedAims] }, draft, changed) {
  const boxes = checkBoxes(id, aims.map(([number, text]) => [number, `${number}. ${text}`]), "aims", draft, changed);
  return {
    node: step(id, 2, `Your aims: choose ${wantedAims} of the eight objectives`,
      h("div", { class: "rp-aims", role: "group", "aria-label": "Aims" }, ...boxes.map((box) => box.node))),
    show: () => boxes.forEach((box) => box.show()),
  };
}

/** Return the menu of activities by key: `{ area, title, effort, side, what, after }`. */
const activitiesOf = ({ menu }) =>
  Object.fromEntries(menu.map(([key, area, title, effort, side, what, after]) =>
    [key, { area, title, effort, side, what, after }]));

/** Return how much a draft asks for: effort, activities and the areas that they belong to. */
export function effortOf(chosen, activities) {
  const picked = chosen.map((key) => activities[key]);
  return {
    effort: picked.reduce((sum, { effort }) => sum + effort, 0),
    activities: picked.length,
    areas: new Set(picked.map(({ area }) => area)).size,
  };
}

function programmeStep(id, setup, draft, changed) {
  const activities = activitiesOf(setup);
  const [wantedAims, wantedAreas] = setup.wanted;
  const row = ([key, { title, effort, side, what, after }]) => [
    key, title,
    h("small", {}, `${effort} ${effort === 1 ? "point" : "points"} · ${side}`),
    h("small", { class: "rp-what" }, `${after}: ${what}`),
  ];
  const boxes = checkBoxes(id, Object.entries(activities).map(row), "chosen", draft, changed);
  const areas = setup.areas.map(([number, title]) => {
    const inside = boxes.filter((box) => activities[box.value].area === number);
    const count = h("span", { class: "rp-chosen" });
    const node = h("details", { class: "rp-area", open: number === 1 },
      h("summary", {}, `${number}. ${title}`, count),
      h("div", { role: "group", "aria-label": title }, ...inside.map((box) => box.node)));
    return { node, inside, count };
  });
  const total = liveRegion({ class: "rp-effort" });
  const bar = h("div", { class: "rp-bar", "aria-hidden": "true" }, h("i"));

  const showEffort = () => {
    const { aims, chosen } = draft.get();
    const sum = effortOf(chosen, activities);
    const isOver = sum.effort > setup.budget;
    total.textContent = [
      `Effort ${sum.effort} of ${setup.budget}.`,
      `Activities: ${sum.activities}.`,
      `Areas: ${sum.areas} of at least ${wantedAreas}.`,
      `Aims: ${aims.length} of ${wantedAims}.`,
      ...(isOver ? ["Too much: leave something out."] : []),
    ].join(" ");
    bar.firstChild.style.width = `${Math.min(100, (100 * sum.effort) / setup.budget)}%`;
    bar.classList.toggle("rp-over", isOver);
    for (const { inside, count } of areas) {
      const picked = inside.filter((box) => box.input.checked).length;
      count.textContent = picked ? ` · ${picked} chosen` : "";
    }
  };
  return {
    node: step(id, 3, `Your programme: at most ${setup.budget} points of effort`, total, bar,
      ...areas.map((area) => area.node)),
    show() {
      boxes.forEach((box) => box.show());
      showEffort();
    },
    showEffort,
  };
}

function adviceStep(id, ask) {
  const place = liveRegion({ class: "rp-advice" });
  const judgement = ({ subject, verdict, reasons }) =>
    h("li", { class: `rp-${verdict.replaceAll(" ", "-")}` },
      h("b", {}, `${SIGNS[verdict]} ${subject}: ${verdict}.`), ` ${reasons.join(" ")}`);
  const judgements = (title, rows) => [h("p", { class: "rp-sub" }, title), h("ul", {}, ...rows)];
  return {
    node: step(id, 4, "Advice", button("Ask for advice", ask, { class: "cs-button" }), place),
    show({ summary, activities, programme }) {
      const nothing = h("li", {}, "Nothing chosen yet.");
      place.replaceChildren(h("p", {}, h("b", {}, summary)),
        ...judgements("On each activity", activities.length ? activities.map(judgement) : [nothing]),
        ...judgements("On the programme as a whole", programme.map(judgement)));
    },
    clear: () => place.replaceChildren(),
    /** Say that the programme has changed since the advice was given. */
    markOutdated() {
      if (!place.childElementCount || place.querySelector(".rp-stale")) return;
      place.prepend(h("p", { class: "rp-stale" }, "Your programme has changed since. Ask again."));
    },
  };
}

function briefStep(id, { fields, longest }, draft, ask) {
  const status = liveRegion({ class: "rp-status" });
  const texts = fields.map(([key, label, hint], place) => {
    const hintId = `${id}-${key}-hint`;
    const write = () => draft.setSoon({ texts: { ...draft.get().texts, [key]: input.value } });
    const props = { id: `${id}-${key}`, maxlength: longest, "aria-describedby": hintId, oninput: write, onblur: draft.flush };
    const input = place < SHORT_FIELDS ? h("input", { type: "text", ...props }) : textArea({ rows: 3, ...props });
    return {
      node: h("div", { class: "rp-field" }, h("label", { for: input.id }, label), h("small", { id: hintId }, hint), input),
      show() {
        input.value = draft.get().texts[key] ?? "";
      },
    };
  });
  return {
    node: step(id, 6, "Your brief: one page", ...texts.map((text) => text.node),
      h("div", { class: "rp-actions" }, button("Download to print", () => ask({ do: "page" }), { class: "cs-button" })), status),
    show: () => texts.forEach((text) => text.show()),
    setStatus(text) {
      status.textContent = text;
    },
  };
}

export default {
  render({ model, el }) {
    const id = uniqueId("rp");
    const setup = model.get("setup");
    const draft = draftOf(model);
    const { request, replied, stop } = messenger(
      model, el, () => brief.setStatus(`${NO_REPLY.heading} ${NO_REPLY.text}`),
    );
    const ask = (message) => request({ ...message, draft: draft.settled() });
    const changed = () => {
      advice.markOutdated();
      programme.showEffort();
    };

    const note = h("p", { class: "cs-problem", role: "alert" });
    const partner = partnerStep(id, setup, draft);
    const aims = aimsStep(id, setup, draft, changed);
    const programme = programmeStep(id, setup, draft, changed);
    const advice = adviceStep(id, () => ask({ do: "advise" }));
    const council = councilStep(step, id, ask);
    const brief = briefStep(id, setup, draft, ask);
    const steps = [partner, aims, programme, advice, council, brief];

    const showDraft = () => [partner, aims, programme, brief].forEach((part) => part.show());
    const showNote = () => {
      note.textContent = model.get("note");
      note.hidden = !note.textContent;
    };
    const hear = (message) => {
      if (message.do === "saved") return draft.saved(message.edit);
      if (message.do === "advice") return advice.show(message);
      if (message.do === "session") return council.announce();
      if (message.do !== "file") return brief.setStatus(`${message.heading} ${message.text}`);
      download(message.name, new Blob([message.html], { type: "text/html;charset=utf-8" }));
      brief.setStatus(message.status);
    };
    const showProfile = () => partner.showProfile(model.get("profile"));
    const listeners = {
      "change:draft": () => draft.accept(model.get("draft")) && showDraft(),
      "change:profile": () => { // another partner: the advice was about the previous one
        advice.clear();
        brief.setStatus("");
        showProfile();
      },
      "change:session": () => council.show(model.get("session")),
      "change:note": showNote,
      "msg:custom": (messages) => {
        replied(messages);
        messages.forEach(hear);
      },
    };

    el.replaceChildren(h("div", { class: "cs-frame rp", role: "group", "aria-label": "Role play" },
      note, ...steps.map((part) => part.node)));
    showProfile();
    draft.takeUnsaved();
    showDraft();
    council.show(model.get("session"));
    showNote();
    for (const [event, listener] of Object.entries(listeners)) model.on(event, listener);
    return () => {
      draft.flush();
      draft.keepUnsaved();
      stop();
      for (const [event, listener] of Object.entries(listeners)) model.off(event, listener);
    };
  },
};
