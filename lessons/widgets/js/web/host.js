// Bring a page of the web edition to life: start the worker, and show widgets where stills stand.
//
// The page is readable already. Its element #course holds, as JSON, { python, archive, worker,
// cells: [[id, source], ...] } with addresses that are relative to the page.
import { alignText } from "../src/data_frames.js";
import { h } from "../src/dom.js";
import { showDrawing } from "../src/drawing.js";
import { showMeaning } from "../src/meaning.js";
import { Model } from "./model.js";

const STARTS = 3; // how often a worker that the browser has ended is replaced
const STEPS = {
  loading: "Getting the exercises ready …",
  running: "Starting the exercises …",
};
const RESTARTING = "The exercises stopped and are starting again. Saved answers come back.";
const UNSAVED = "Your answers cannot be saved in this browser: this may be a private window, or the "
  + "device is full. You can go on. Before you close this page, download your answers: My progress has a button for it.";
const failure = (reason) =>
  `The exercises do not work in this browser, but you can read everything. Reload the page, or try another browser. (${reason})`;

const course = JSON.parse(document.getElementById("course").textContent);
const models = new Map(); // by the number that Python gave them
const shown = new Map(); // what ends a widget, by its cell
const scripts = new Map(); // modules by their text
let worker;
let starts = 0;

const absolute = (path) => new URL(path, document.baseURI).href;
const say = (text, id = "status") => { document.getElementById(id).textContent = text; };

function startWorker() {
  starts += 1;
  worker = new Worker(absolute(course.worker), { type: "module" });
  worker.onmessage = ({ data }) => receive(data);
  worker.onerror = ({ message }) => say(failure(message));
  const { python, archive, cells } = course;
  worker.postMessage({ start: { python: absolute(python), archive: absolute(archive), cells } });
}

function receive({ step, lock, cell, shows, model, unsaved, failed, ready, ...content }) {
  if (step) say(STEPS[step]);
  if (lock) navigator.locks.request(lock, startAgain); // granted when the worker has ended
  if (cell) show(cell, shows);
  if (model) models.get(model)?.receive(content);
  if (unsaved) say(UNSAVED, "unsaved");
  if (failed) say(failure(failed));
  if (ready) finish();
}

/** Replace a worker that the browser has ended, and every widget with it. */
function startAgain() {
  if (starts >= STARTS) return say(failure("it stopped several times"));
  say(RESTARTING);
  delete document.documentElement.dataset.csReady;
  models.clear();
  return startWorker();
}

/** Show what a cell gives: a widget, HTML, or what is wrong. */
async function show(cell, { model: number, state, html, error }) {
  const place = document.getElementById(`output-${cell}`);
  if (!place) return;
  if (error) place.append(h("p", { class: "web-error", role: "alert" }, `This part could not be started. ${error}`));
  if (html) showDrawing(place, html);
  if (!number) return;
  const target = worker;
  const model = new Model(state, (content) => target.postMessage({ model: number, content }));
  models.set(number, model); // before anything is awaited: Python may change it at once
  await shown.get(cell)?.(); // what was entered and not sent goes to the widget that takes its place
  addStyle(state._anywidget_id, state._css);
  const el = h("div");
  const widget = await widgetOf(state._esm);
  const end = widget.render({ model, el });
  shown.set(cell, async () => (await end)?.());
  place.replaceChildren(el);
}

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

function finish() {
  say("");
  document.documentElement.dataset.csReady = "true";
  navigator.storage?.persist?.(); // ask the browser not to clear answers when it needs room
  keepForOffline();
}

/** Save the site in the browser, after the page is ready: reading and answering come first. */
async function keepForOffline() {
  if (!navigator.serviceWorker) return; // only where the connection is secure
  try {
    await navigator.serviceWorker.register(absolute("service-worker.js"));
    await navigator.serviceWorker.ready;
    document.documentElement.dataset.csOffline = "true";
    say("Saved in this browser: this course also opens without a network.", "offline");
  } catch {
    say("This course could not be saved for use without a network.", "offline");
  }
}

/** Tell widgets whether the page is dark; their styles read JupyterLab's attribute. */
function followTheme() {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const apply = () => { document.body.dataset.jpThemeLight = String(!dark.matches); };
  dark.addEventListener("change", apply);
  apply();
}

/** Let links that Python makes lead to pages instead of notebooks, now and later. */
function leadToPages() {
  const change = () => {
    for (const link of document.querySelectorAll('a[href*=".ipynb"]')) {
      link.setAttribute("href", link.getAttribute("href").replace(".ipynb", ".html"));
    }
  };
  new MutationObserver(change).observe(document.body, { childList: true, subtree: true });
}

/** Open a term's meaning in place. */
function explainTerm(event) {
  const link = event.target.closest?.('a[href^="glossary.html#"][title]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  showMeaning(link, () => location.assign(link.href));
}

document.addEventListener("click", explainTerm);
alignText(document);
leadToPages();
followTheme();
if (course.cells.length) startWorker();
else finish();
