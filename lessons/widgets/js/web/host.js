// Bring a page of the web edition to life: start the worker, and show widgets where stills stand.
//
// The page holds the lesson as HTML already. What it needs is in its element #course, as JSON:
// { python, archive, worker, cells: [[id, source], ...] } with addresses from the page on.
import { h } from "../src/dom.js";

const STEPS = {
  loading: "Getting the course ready …",
  unpacking: "Getting the course ready …",
  running: "Starting the exercises …",
};
const UNSAVED = "Your answers cannot be saved in this browser. It may be a private window, or its "
  + "storage is full. You can go on, but download your answers before you close this page: My progress has a button for it.";

const models = new Map();

/** A widget's model as its script sees it: traits, changes, and messages in both directions. */
class Model {
  constructor(number, state, send) {
    Object.assign(this, { number, state, transmit: send, changed: {}, listeners: new Map() });
  }

  get(name) { return this.state[name]; }

  set(name, value) {
    this.state[name] = this.changed[name] = value;
    this.emit(`change:${name}`, value);
  }

  save_changes() {
    if (Object.keys(this.changed).length) this.transmit({ state: this.changed });
    this.changed = {};
  }

  send(message) { this.transmit({ message }); }

  on(name, listener) {
    if (!this.listeners.has(name)) this.listeners.set(name, new Set());
    this.listeners.get(name).add(listener);
  }

  off(name, listener) { this.listeners.get(name)?.delete(listener); }

  emit(name, value) { this.listeners.get(name)?.forEach((listener) => listener(value)); }

  /** Take over what Python says: a message, or new values of traits. */
  hear({ message, state = {} }) {
    if (message !== undefined) this.emit("msg:custom", message);
    Object.assign(this.state, state);
    for (const [name, value] of Object.entries(state)) this.emit(`change:${name}`, value);
  }
}

const scripts = new Map();

/** Return the widget that a module's text exports; each text is loaded once. */
function widgetOf(text) {
  if (!scripts.has(text)) {
    const address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
    scripts.set(text, import(address).then((module) => module.default));
  }
  return scripts.get(text);
}

/** Add a widget's style sheet to the page, once for each id. */
function addStyle(id, text) {
  if (!document.getElementById(id)) document.head.append(h("style", { id }, text));
}

async function show(cell, shows, send) {
  const place = document.getElementById(`output-${cell}`);
  if (!place) return;
  if (shows.error) place.append(h("p", { class: "web-error", role: "alert" }, `This part could not be started. ${shows.error}`));
  if (shows.html) place.replaceChildren(document.createRange().createContextualFragment(shows.html));
  if (!shows.model) return;
  const model = new Model(shows.model, shows.state, (content) => send({ model: shows.model, content }));
  models.set(shows.model, model);
  addStyle(shows.state._anywidget_id, shows.state._css);
  const el = h("div");
  await (await widgetOf(shows.state._esm)).render({ model, el });
  place.replaceChildren(el);
}

function followTheme() {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const apply = () => { document.body.dataset.jpThemeLight = String(!dark.matches); };
  dark.addEventListener("change", apply);
  apply();
}

function start() {
  const course = JSON.parse(document.getElementById("course").textContent);
  const status = document.getElementById("status");
  const say = (text) => { status.textContent = text; };
  const url = (path) => new URL(path, document.baseURI).href;
  followTheme();
  if (!course.cells.length) return;
  const worker = new Worker(url(course.worker), { type: "module" });
  const send = (message) => worker.postMessage(message);
  worker.onmessage = async ({ data }) => {
    if (data.step) say(STEPS[data.step]);
    if (data.cell) await show(data.cell, data.shows, send);
    if (data.model) models.get(data.model).hear(data);
    if (data.ready) say("");
    if (data.unsaved) document.getElementById("unsaved").textContent = UNSAVED;
    if (data.failed) say(`The exercises could not be started: ${data.failed}`);
    if (data.ready) document.documentElement.dataset.csReady = "true";
  };
  worker.onerror = ({ message }) => say(`The exercises could not be started: ${message}`);
  send({ start: { python: url(course.python), archive: url(course.archive), cells: course.cells } });
}

start();
