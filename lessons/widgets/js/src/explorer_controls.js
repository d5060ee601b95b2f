// The controls of an explorer: a slider, chips to choose one or several of, a menu.
//
// Each function takes { spec, get, set, id }: what Python says about the control, its present
// value, what to call with a new one, and an id that is unique on the page. It returns
// { node, show }, and a slider `stop` as well; show() draws the present value.
import { button, h, setHidden } from "./dom.js";

const FRAME = 900; // milliseconds for which a slider that plays shows each value

/** Return a slider, with a button that plays it if `spec.play` is set. */
export function slider({ spec, get, set, id }) {
  const text = h("span", { class: "cs-value", "aria-hidden": "true" }); // aria-valuetext says it
  const input = h("input", {
    type: "range", id, min: spec.low, max: spec.high, step: spec.step,
    oninput: () => {
      stop();
      set(Number(input.value));
    },
  });
  let timer = null;
  const play = button("Play", () => (timer ? stop() : start()), { class: "cs-button" });
  const next = () => {
    if (get() >= spec.high) stop();
    else set(get() + spec.step);
  };
  const start = () => {
    if (get() >= spec.high) set(spec.low);
    play.textContent = "Stop";
    timer = setInterval(next, FRAME);
  };
  const stop = () => {
    clearInterval(timer);
    timer = null;
    play.textContent = "Play";
  };
  return {
    node: labelled(spec, id, h("div", { class: "cs-line" }, input, spec.play && play, text)),
    show() {
      const words = spec.words[get()] ?? String(get());
      input.value = get();
      text.textContent = words;
      input.setAttribute("aria-valuetext", words);
    },
    stop,
  };
}

/** Return chips for one of a few options. */
export function choice({ spec, get, set, id }) {
  const inputs = optionInputs(spec, id, { type: "radio", name: id, onchange: (event) => set(event.target.value) });
  return {
    node: chips(spec, id, inputs),
    show() {
      inputs.forEach((input) => { input.checked = input.value === get(); });
    },
  };
}

/** Return chips for any number of options. */
export function toggles({ spec, get, set, id }) {
  const chosen = () => inputs.filter((input) => input.checked).map((input) => input.value);
  const inputs = optionInputs(spec, id, { type: "checkbox", onchange: () => set(chosen()) });
  return {
    node: chips(spec, id, inputs),
    show() {
      inputs.forEach((input) => { input.checked = get().includes(input.value); });
    },
  };
}

/** Return a menu for one of many options. */
export function list({ spec, get, set, id }) {
  const select = h("select", { id, onchange: () => set(select.value) },
    ...spec.options.map(([value, text]) => h("option", { value }, text)));
  // The country that the learner chose before, where the lesson opens with another.
  const [own, name] = spec.options.find(([value]) => value === spec.own) ?? [];
  const back = own && button(`Show ${name}, chosen before`, () => set(own), { class: "cs-button" });
  return {
    node: labelled(spec, id, h("div", { class: "cs-line" }, select, back)),
    show() {
      select.value = get();
      if (back) setHidden(back, get() === own, select);
    },
  };
}

const labelled = (spec, id, ...content) =>
  h("div", { class: "cs-control" }, h("label", { for: id, class: "cs-label" }, spec.label), ...content);

const optionInputs = (spec, id, props) =>
  spec.options.map(([value], position) => h("input", { id: `${id}-${position}`, value, ...props }));

const chips = (spec, id, inputs) =>
  h("div", { class: "cs-control", role: "group", "aria-labelledby": id },
    h("span", { class: "cs-label", id }, spec.label),
    h("div", { class: "cs-chips" }, ...spec.options.map(([, text], position) =>
      h("label", { class: "cs-chip", for: inputs[position].id }, inputs[position], h("span", {}, text)))));

const KINDS = { slider, choice, list, toggles };

/** Return the control that `spec.kind` names. */
export const control = (tools) => KINDS[tools.spec.kind](tools);
