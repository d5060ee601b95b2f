// Show a quiz: a card for each question. The kernel marks the answers, and sends the feedback.
//
// Traits: `title`; `label?`, written above the cards in its place; `cards`, for each question
// { ask, instruction, fields: [spec, ...], hint?: 1, act?: text, unmarked?: 1 }; `fields`, the
// modules of the fields (see fields.js). `act` is what the button says; of an answer that nobody
// marks, a learner is not asked how sure they are.
//
// The card sends { do: "hello" } and, with the number of a `card`, "check", "hint", "show" and what
// its fields ask for. It receives lists of messages: what feedback() shows, with
//   card     the question it belongs to; without one it is shown above all cards
//   slot     its part of the card: hint, mark, answer or note
//   answer   the values of the fields that the message is about
//   sure     the position of how sure the learner was of it
//   marks    1 if the answer was taken, 2 if there is nothing more to show about it
//   rows     feedback on parts of the answer, each with the field and the place in it, if it has one
//
// A passage of the text that explains what a quiz asks follows it, closed, as an element
// <details class="cs-after">. It opens once everything in the quiz is answered.
import { button, enterForm, h, liveRegion, pageOf, uniqueId } from "./dom.js";
import { loadFields, makeField } from "./fields.js";
import { feedback, messenger, NO_REPLY } from "./messages.js";
import { questionDots } from "./question_dots.js";
import { keepUnsent, takeUnsent } from "./unsent.js";

const CONFIDENCE = ["sure", "think so", "guess"]; // the words that the journal uses
const SLOTS = ["hint", "mark", "answer", "note"];
const STATES = { good: "right", mid: "partly right", bad: "wrong" }; // by the tone of the feedback

/** Return the fields of a question: their nodes, and one list of values that they share. */
function answerFields(specs, modules, tools, changed) {
  const values = specs.map(() => null); // a field may ask for its value while it is made
  const fields = specs.map((spec, position) =>
    makeField(modules, {
      ...tools,
      spec,
      id: uniqueId(),
      get: () => values[position],
      set: (value) => {
        values[position] = value;
        unmark();
        changed();
      },
    }));
  fields.forEach(({ initial }, position) => { values[position] = initial ?? null; });
  let verdicts = [];
  const unmark = () => {
    verdicts.forEach((verdict) => verdict.remove());
    verdicts = [];
  };
  return {
    nodes: fields.map((field) => field.node),
    failed: fields.some((field) => field.failed),
    values: () => [...values],
    put(answer) {
      Object.assign(values, answer);
      fields.forEach((field) => field.show());
    },
    mark(rows) {
      unmark();
      for (const [sign, word, , , field, place] of rows) {
        const verdict = h("b", { class: `verdict ${word}` }, `${sign} ${word}`);
        fields[field]?.places?.[place].append(verdict);
        verdicts.push(verdict);
      }
    },
  };
}

/** Return one question: what questionDots() needs, `hear()`, `scrollToReply()` and `keepUnsent()`. */
function questionCard(card, number, modules, { request, send, announce }) {
  const { ask, instruction, hint, unmarked, fields: specs, act = "Check" } = card;
  const handlers = {};
  const tools = {
    announce,
    send: (what, more) => send({ ...more, do: what, card: number }),
    on: (slot, handler) => { handlers[slot] = handler; },
  };
  const key = JSON.stringify(card); // with the order of the options, which may be another next time
  let isWaiting = false; // for a reply: what comes without being asked for does not move the page
  let isNew = false; // the reply has come and may be out of view
  let taken = null; // the answer that was marked last, as text
  let state = "open";
  const present = () => JSON.stringify(fields.values());
  const isDone = () => fields.failed || present() === taken; // a failed field says so in its place
  const refresh = () => check.setAttribute("aria-disabled", isDone());
  const fields = answerFields(specs, modules, tools, () => refresh());
  const confidenceSpec = { kind: "pick", legend: "How sure are you?", labels: CONFIDENCE };
  const confidence = answerFields([confidenceSpec], modules, tools, () => {});
  confidence.nodes[0].className = "confidence";

  const check = h("button", {}, act);
  const askFor = (what, more) => {
    isWaiting = true;
    request({ ...more, do: what, card: number });
  };
  const show = button("Show the answer", () => {
    check.focus(); // because this button goes away
    askFor("show");
  }, { hidden: true });
  const next = button("Next", null, { class: "next cs-go", hidden: true });
  const slots = Object.fromEntries(SLOTS.map((slot) => [slot, h("div")]));
  const replies = liveRegion({ "aria-atomic": "false" }, ...Object.values(slots));
  const submit = () => {
    if (isDone()) return;
    const [sure] = confidence.values();
    askFor("check", { answer: fields.values(), sure: CONFIDENCE[sure] ?? "" });
  };

  const legend = h("legend", { tabindex: -1 },
    h("span", { class: "ordinal" }, `${number + 1}. `), ask, " ", h("small", {}, instruction));
  const node = enterForm(submit,
    h("fieldset", {}, legend, ...fields.nodes),
    ...(unmarked ? [] : confidence.nodes),
    h("div", { class: "actions" }, check, hint && button("Hint", () => askFor("hint")), show, next),
    replies);
  const untouched = present();
  const isUnsent = () => present() !== taken && present() !== untouched;
  const unsent = takeUnsent(key);
  if (unsent) fields.put(unsent);
  refresh();

  const hear = (message) => {
    const handler = handlers[message.slot];
    if (handler) return handler(message);
    slots.note.replaceChildren();
    // It may come from the journal or from another window: what is entered here stays.
    const isAboutThis = !message.answer || !isUnsent() || present() === JSON.stringify(message.answer);
    if (message.answer && isAboutThis) fields.put(message.answer);
    if (message.sure !== undefined) confidence.put([message.sure]);
    slots[message.slot].replaceChildren(feedback(message));
    if (message.marks) take(message, isAboutThis);
    isNew ||= isWaiting;
    isWaiting = false;
  };
  const take = ({ answer, marks, tone, rows = [] }, isAboutThis) => {
    taken = answer ? JSON.stringify(answer) : present();
    state = STATES[tone] ?? "saved";
    show.hidden = marks > 1 || tone === "good";
    if (isAboutThis) fields.mark(rows);
    refresh();
  };
  return {
    node,
    next,
    hear,
    state: () => state,
    isUnsent,
    focus: () => legend.focus(),
    scrollToReply() {
      if (isNew) replies.scrollIntoView({ block: "nearest" });
      isNew = false;
    },
    keepUnsent: () => isUnsent() && keepUnsent(key, fields.values()),
  };
}

/**
 * Show a widget's questions in an element, and return `{ stop, restart }`.
 *
 * `intercept(message)` may take a message of the kernel for itself by returning true. `restart()`
 * draws every card anew, with the answers that are in the journal by now. `importText` stands in
 * for the import of a field's module in tests.
 */
export async function showQuiz({ model, el }, { intercept = () => false, importText } = {}) {
  const heading = h("div", { class: "heading" });
  const progress = h("span");
  const aloud = liveRegion({ class: "visually-hidden" });
  const notes = liveRegion();
  const list = h("div");
  let cards = [];
  let dots;

  el.classList.add("cs-quiz");
  const modules = await loadFields(model.get("fields"), importText);
  const ask = () => {
    notes.replaceChildren();
    send({ do: "hello" }); // the kernel sends back what is in the journal
  };
  const { request, send, replied, stop: stopMessages } = messenger(
    model, el, ({ card }) => hear([{ ...NO_REPLY, card }]), ask,
  );
  const announce = (text) => { aloud.textContent = text; };
  const count = () => {
    const answered = cards.filter((card) => card.state() !== "open").length;
    progress.textContent = `${answered} of ${cards.length} answered`;
    dots.refresh();
    if (answered === cards.length) openPassageAfter(el);
  };
  const restart = () => {
    dots?.stop();
    cards = model.get("cards").map((card, number) => questionCard(card, number, modules, { request, send, announce }));
    dots = questionDots(cards);
    heading.replaceChildren(h("b", {}, model.get("label") || model.get("title")), dots.node,
      h("span", { class: "status", hidden: cards.length < 2 }, progress, dots.toggle));
    list.replaceChildren(...cards.map((card) => card.node));
    count();
    ask();
  };
  const hear = (messages) => {
    replied(messages);
    for (const message of messages) {
      if (intercept(message)) continue;
      const card = cards[message.card];
      if (card) card.hear(message);
      else notes.append(feedback(message));
    }
    count();
    // Other replies concern a card, and mark nothing: such as the land of a map, which may come first.
    if (!messages.length || messages.some(({ card, marks }) => marks || card == null)) dots.resume();
    cards.forEach((card) => card.scrollToReply()); // last, when every card has its size
  };

  model.on("msg:custom", hear); // before the cards: a map asks for its land at once
  el.append(h("div", { role: "group", "aria-label": model.get("title") }, heading, notes, list, aloud));
  restart();
  const stop = () => {
    cards.forEach((card) => card.keepUnsent());
    dots.stop();
    stopMessages();
    model.off("msg:custom", hear);
  };
  return { restart, stop };
}

function openPassageAfter(el) {
  const marked = [...pageOf(el).querySelectorAll(".cs-quiz, .cs-after")];
  const after = marked[marked.indexOf(el) + 1];
  if (after?.matches(".cs-after")) after.open = true;
}

export default {
  render(context) {
    const quiz = showQuiz(context);
    return async () => (await quiz).stop();
  },
};
