// A page for the tests: jsdom's document and events as globals, as in a browser.
import { JSDOM } from "jsdom";
import { textArea } from "../src/dom.js";

// An address, because a page without one has no storage.
const { window } = new JSDOM("<!doctype html><body></body>", { pretendToBeVisual: true, url: "http://localhost/" });
const NAMES = ["history", "localStorage", "AbortController", "document", "window", "Event", "CustomEvent", "KeyboardEvent", "MouseEvent", "XMLSerializer", "getComputedStyle", "location"];
for (const name of NAMES) globalThis[name] = window[name];
globalThis.ResizeObserver = class {
  observe() {}
  disconnect() {}
};
window.Element.prototype.scrollIntoView = () => {}; // jsdom lays nothing out
globalThis.IntersectionObserver = globalThis.ResizeObserver;

/** Put elements into an empty page and return the first. */
export function show(...nodes) {
  document.body.replaceChildren(...nodes);
  return nodes[0];
}

/** Type a text into a control, or move a slider, as a learner does. */
export function type(control, value) {
  control.value = value;
  control.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Choose an option of a menu. */
export function select(menu, value) {
  menu.value = value;
  menu.dispatchEvent(new Event("change", { bubbles: true }));
}

/** Press a key on an element, and return whether the page prevented what a browser does; `how` is more of the event. */
export function press(element, key, how = {}) {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...how });
  element.dispatchEvent(event);
  return event.defaultPrevented;
}

/**
 * Drag an element from [5, 5] to a point. `let` is called before it is let go, `end` is the event
 * that ends it.
 */
export function drag(element, [clientX, clientY], { pointerType = "mouse", end = "pointerup", let: before = () => {} } = {}) {
  const point = (name, place) => {
    const event = new MouseEvent(name, { bubbles: true, cancelable: true, ...place }); // jsdom has no other
    element.dispatchEvent(Object.assign(event, { pointerType }));
  };
  point("pointerdown", { clientX: 5, clientY: 5 });
  point("pointermove", { clientX, clientY });
  before();
  point(end, { clientX, clientY });
}

/** Return a button by its text. */
export const buttonOf = (node, text) =>
  [...node.querySelectorAll("button")].find((button) => button.textContent.trim() === text);

/** Return a field made with the tools that a card gives, and what was sent and announced. */
export function field(make, spec, tools) {
  const state = { value: null, sent: [], announced: [], handlers: {}, dragged: [] };
  const made = make({
    spec,
    textArea,
    draggable: (element, targets, drop) => state.dragged.push({ element, targets, drop }),
    id: "id",
    get: () => state.value,
    set: (value) => { state.value = value; },
    announce: (text) => state.announced.push(text),
    send: (what) => state.sent.push(what),
    on: (slot, handler) => { state.handlers[slot] = handler; },
    ...tools,
  });
  state.value = made.initial ?? null;
  show(made.node);
  return { ...made, state };
}

/**
 * Return a model as anywidget gives it, which records what is sent and saved.
 *
 * The names of requests, which differ each time, are recorded apart from the messages.
 */
export function modelOf(traits) {
  const listeners = {};
  return {
    sent: [],
    requests: [],
    saved: 0,
    get: (name) => traits[name],
    set: (name, value) => { traits[name] = value; },
    save_changes() { this.saved += 1; },
    send({ request, ...message }) {
      this.sent.push(message);
      this.requests.push(request);
    },
    on: (event, listener) => { listeners[event] = listener; },
    off: (event) => { delete listeners[event]; },
    tell: (event, ...message) => listeners[event]?.(...message),
    listens: (event) => event in listeners,
  };
}
