// Load the scripts of a question's fields.
//
// A field is one control, or a group of controls, that takes a part of an answer: a choice, a
// number, a written text. Each kind of field is an ES module of its own in src/fields/, bundled to
// bundle/fields/<kind>.js. A widget of Python's sends the text of the modules that its questions
// use in the trait `fields`, `{kind: module text}`, and for each question a list of specs, each an
// object with the field's `kind` and whatever else its module reads. A new type of question can so
// bring a new field without a change here.
//
// A field module exports one function as its default. It is called once for each field of each
// question, with an object of these tools:
//
//   h, svg, textArea   make elements: h(tag, attributes and listeners, ...children), see dom.js;
//              use h for every control, so that the notebook does not take its keys
//   draggable  lets an element be dragged onto others: see drag.js
//   spec       the spec that Python sent
//   id         an id that is unique on the page: for labels, for names of radio buttons
//   get()      returns the present value, any JSON value
//   set(value) stores a value that the learner has given; it does not call `show`
//   field(spec, tools)          makes a field inside this one, with these tools in place of its
//              own; "pick" is always there, another kind must be in the trait `fields`
//   announce(text)              has a screen reader read a text
//   send(what, more)            sends the kernel {...more, do: what, card: number}
//   on(slot, handler)           calls handler(message) for each message to this card with that
//              `slot`, a name other than hint, mark, answer and note, which the card shows
//
// and it returns
//
//   node       the element to put into the card
//   show()     draws the present value, because it came back from the journal
//   initial    the value of a field that nobody has touched; null if left out
//   places     the elements of its options, rows or items, in the order of the spec: the card adds
//              to each whether it was right; left out where there are none
//
// Values are replaced, never changed in place.
//
// The values of all fields of a question go to the kernel as a list, {do: "check", card, answer,
// sure}, and come back in the same form in the `answer` of a message. What a module imports
// becomes part of its bundle, and so of every widget that uses it; it must keep no state outside of
// its function.
import { h, svg, textArea } from "./dom.js";
import { draggable } from "./drag.js";

/** Return `{kind: function}` for `{kind: module text}`; a module that fails throws when used. */
export async function loadFields(texts, importText = importFromBlob) {
  const load = async ([kind, text]) => [
    kind,
    await importText(text).then((module) => module.default, (error) => () => { throw error; }),
  ];
  return Object.fromEntries(await Promise.all(Object.entries(texts).map(load)));
}

async function importFromBlob(text) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  try {
    return await import(address);
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** Return a field made by its module, or one that says in words why there is none. */
export function makeField(modules, tools) {
  const { kind } = tools.spec;
  try {
    return modules[kind]({
      ...tools,
      h,
      svg,
      textArea,
      draggable,
      field: (spec, others) => makeField(modules, { ...tools, ...others, spec }),
    });
  } catch (error) {
    return failedField(kind, error);
  }
}

const failedField = (kind, error) => ({
  failed: true,
  node: h("p", { class: "feedback bad", role: "alert" },
    h("b", {}, "✗ This part of the question could not be loaded. "),
    `Report this: ${kind}: ${error.message}`),
  show() {},
});
