// The course's extension of JupyterLab and Notebook: where a widget cannot live, its still shows.
//
// A notebook that is opened again has outputs of widgets whose kernel is gone. Jupyter's own
// renderer then says "model not found", or loads for ever. Here the output's HTML is shown in its
// place, with the answers that the journal holds and a button that starts the notebook, until the
// widget is there. This extension also tells living widgets when their kernel is gone.
//
// It is loaded as a container of module federation, the form of JupyterLab's prebuilt extensions,
// and written by hand because it needs so little of Jupyter.
import { saveWhenClosed } from "./closing.js";
import { RUN_ALL, startButton } from "./connection.js";
import { alignText } from "./data_frames.js";
import { h, liveRegion } from "./dom.js";
import { followLinks, returnByHistory } from "./links.js";
import { openSoon } from "./opening.js";
import { followReader } from "./reading_place.js";
import { connectEarly, pathOfPage, savedAnswers, startKernelEarly } from "./server_requests.js";
import { letStart, runWithKernel } from "./start.js";
import { saveFromTwoWindows } from "./two_windows.js";
import { becomesTrue } from "./waiting.js";

const NAME = "cooperative-security";
const VIEW = "application/vnd.jupyter.widget-view+json";
const HTML = "text/html";
const PNG = "image/png"; // what the code of a lab draws
const PATIENCE = 250; // milliseconds in which a widget that was just made appears
const GONE = ["restarting", "autorestarting", "terminating", "dead"]; // states of a kernel
const NARROW = "(max-width: 760px)"; // as in lessons/runtime/serve.py
const PHONE = "(max-width: 600px)"; // as in custom.css
const WIDGET = ".cs-quiz, .cs-frame";
const AREAS = ".cs-quiz, .cs-controls, .rp"; // what stops of a widget: tables and sources do not
const CONTROLS = "button, input, select, textarea";
const FORMULA = /\$|\\[([]|\\begin/; // what MathJax looks for
const LATER = 15_000; // milliseconds after which a lesson has surely begun
const NOTES = {
  ended: () => [
    h("b", {}, "! This has stopped. "),
    `The notebook was restarted or closed. ${RUN_ALL} Saved answers come back. `, startButton(),
  ],
  offline: () => [
    h("b", {}, "! The connection is lost. "),
    "It goes on by itself when the connection is back. If JupyterLab was closed, start it and open this page again.",
  ],
};
const STYLE = `
.cs-connection:not(:empty) { background: var(--jp-layout-color0, #fff); border: 2px solid currentColor;
  border-radius: 6px; font-size: 15px; margin: 6px 0; padding: 8px 14px; position: sticky; top: 4px; z-index: 2; }
.cs-still-start { align-items: center; border-left: 4px solid var(--jp-brand-color1, #1259a8); display: flex;
  flex-wrap: wrap; font-size: 15px; gap: 4px 12px; margin: 4px 0 8px; padding: 4px 12px; }
.cs-start.cs-start { border: 1px solid currentColor; border-radius: 6px; background: 0 0; color: inherit;
  cursor: pointer; font: inherit; font-weight: 600; margin: 4px 0; min-height: 32px; padding: 2px 14px; }
.cs-start:focus-visible { outline: 3px solid var(--jp-brand-color1, #1259a8); outline-offset: 2px; }
.cs-saved-answer { border-left: 4px solid var(--jp-border-color1, #767b82); margin: 4px 0; padding: 2px 12px; }
.cs-quiz.jupyter-widgets-disconnected::before, .cs-frame.jupyter-widgets-disconnected::before,
.jupyter-widgets-disconnected:has(> ${WIDGET.replace(", ", ", > ")})::before { display: none; }`;

/** Return the class that renders a widget's output: its still, and the widget once it is there. */
function stillRenderer(Panel, createRenderer, prepare) {
  return class extends Panel {
    async renderModel(model) {
      for (const old of [...this.widgets]) old.dispose();
      const live = createRenderer(VIEW);
      this.addWidget(live);
      if (model.data[HTML] === undefined) return live.renderModel(model); // not one of ours
      live.hide();
      // Not awaited: without a kernel Jupyter's renderer waits for ever.
      live.renderModel(model).catch(() => {});
      if (!(await appears(live.node))) {
        const still = createRenderer(HTML);
        this.insertWidget(0, still);
        await still.renderModel(model);
        prepare(still.node);
        if (!(await appears(live.node, this))) return undefined;
        still.dispose();
      }
      this.setConnection = connectionOf(live.node);
      return live.show();
    }

    setConnection() {} // a still has none
  };
}

/**
 * Return a function that takes a widget's state: "online", "offline" or "ended".
 *
 * Unless it is online, its controls stop and a line says how to go on; texts can still be copied.
 * A kernel that was restarted or closed does not know the widget any more: that stays so.
 */
function connectionOf(node) {
  const note = liveRegion({ class: "cs-connection" });
  let state = "online";
  let stopped = [];
  node.prepend(note);
  return (next) => {
    if (next === state || state === "ended") return;
    const areas = [...node.querySelectorAll(AREAS)];
    if (!areas.length) return; // a picture without controls
    state = next;
    stopped.forEach((control) => setStopped(control, false));
    stopped = state === "online" ? [] : areas.flatMap((area) => [...area.querySelectorAll(CONTROLS)]).filter(isUsable);
    stopped.forEach((control) => setStopped(control, true));
    note.replaceChildren(...(NOTES[state]?.() ?? []));
    for (const widget of node.querySelectorAll(WIDGET)) {
      widget.dispatchEvent(new CustomEvent("cs-connection", { bubbles: true, detail: state }));
    }
  };
}

// What starts the notebook still works, and what leads from one question to another.
const isUsable = (control) => !control.disabled && !control.readOnly && !control.matches(".cs-start, .cs-go");

function setStopped(control, value) {
  const isText = control.matches("textarea, [type=text]");
  control[isText ? "readOnly" : "disabled"] = value;
}

/** Return whether a widget is drawn in its output soon; with an `owner`, before that is closed. */
const appears = (node, owner) =>
  // Jupyter writes its own messages as text; a view is an element, which is filled later.
  becomesTrue(node, owner, () =>
    node.firstElementChild?.childElementCount && !node.querySelector(".jupyter-widgets-disconnected"), PATIENCE);

/** Add to a still how to go on, and the answers to its questions that the journal holds. */
async function prepareStill(node, settings) {
  node.prepend(h("p", { class: "cs-still-start" }, "This notebook is not running.", startButton()));
  const places = [...node.querySelectorAll("[data-question]")];
  const ids = places.map((place) => place.dataset.question);
  const answers = await savedAnswers(ids, settings);
  for (const place of places) {
    const text = answers[place.dataset.question];
    if (text) place.append(h("p", { class: "cs-saved-answer" }, h("b", {}, "Your answer: "), text));
  }
}

/** Tell the outputs of a notebook whether their widgets can reach their kernel, and its start button. */
function watchKernel({ node, sessionContext }, outputs) {
  const publish = (state) => outputs.forEach((output) => output.setConnection(state));
  const end = () => {
    publish("ended");
    if (node.dataset.csState === "started") delete node.dataset.csState;
  };
  sessionContext.statusChanged.connect((_, status) => {
    if (GONE.includes(status)) end();
  });
  sessionContext.kernelChanged.connect((_, { oldValue }) => {
    if (oldValue) end();
  });
  sessionContext.connectionStatusChanged.connect((_, status) =>
    publish(status === "connected" ? "online" : "offline"));
}

/** Return JupyterLab's plugin, made of classes that the page has loaded. */
export const plugin = ({ MessageLoop, NotebookActions, Panel }, started) => ({
  id: `${NAME}:stills`,
  autoStart: true,
  activate(app) {
    document.documentElement.dataset.csCanStart = "1";
    document.head.append(h("style", {}, STYLE));
    runWithKernel(app);
    returnByHistory(app);
    closeSideBarWhenNarrow(app);
    const { contents, serverSettings } = app.serviceManager;
    const startsByItself = pageSettings().lessonsStartByThemselves !== "false";
    const takeEarlyKernel = connectEarly(app.serviceManager.sessions, started);
    if (pathOfPage()) openSoon(app, pathOfPage());
    askForFormatsLater(app.serviceManager.nbconvert);
    app.docRegistry.addWidgetExtension("Notebook", {
      createNew(panel, context) {
        takeEarlyKernel(context);
        saveFromTwoWindows(context, contents);
        const { rendermime } = panel.content; // this notebook's own
        loadMathJaxForFormulas(rendermime);
        context.ready.then(() => markLesson(panel));
        const createRenderer = rendermime.createRenderer.bind(rendermime);
        const outputs = new Set();
        const prepare = (node) => prepareStill(node, serverSettings);
        const prepareHtml = (node) => (node.querySelector(".cs-still") ? prepare : alignText)(node);
        const Still = stillRenderer(Panel, (type) => rendermime.createRenderer(type, true), prepare);
        rendermime.createRenderer = (type, original) => {
          if (type === VIEW && !original) return registered(new Still(), outputs);
          const renderer = createRenderer(type);
          if (type === PNG) return then(renderer, describePicture);
          return type === HTML && !original ? then(renderer, prepareHtml) : renderer;
        };
        watchKernel(panel, outputs);
        letStart(panel, NotebookActions, { serverSettings, startsByItself });
        followReader(panel);
        followLinks(app, panel);
        saveWhenClosed(panel, MessageLoop);
      },
    });
  },
});

/** Give a lesson's or an exam's page, which a button starts, its style: custom.css. It needs no tools. */
function markLesson(panel) {
  if (panel.isDisposed || !/cs-start/.test(panel.content.widgets[0]?.model.sharedModel.getSource())) return;
  [panel, panel.content].forEach((widget) => widget.addClass("cs-lesson-page"));
  panel.toolbar.hide();
}

/** Load MathJax, a tenth of all that the page would load, only where a text has a formula. */
function loadMathJaxForFormulas(rendermime) {
  const typesetter = rendermime.latexTypesetter;
  if (!typesetter) return;
  rendermime.latexTypesetter = { typeset: (node) => FORMULA.test(node.textContent) && typesetter.typeset(node) };
}

/** Let the menu's export formats come later: the server is busy with them while a lesson opens. */
function askForFormatsLater(nbconvert) {
  const ask = nbconvert.getExportFormats.bind(nbconvert);
  nbconvert.getExportFormats = async (...force) => {
    await new Promise((resolve) => { setTimeout(resolve, LATER); });
    return ask(...force);
  };
}

/** Leave a narrow window, also one whose page is enlarged, to the lesson: its side bar closes. */
function closeSideBarWhenNarrow({ restored, shell }) {
  const narrow = matchMedia(NARROW);
  const close = () => narrow.matches && shell.collapseLeft?.(); // Notebook has another shell
  narrow.addEventListener("change", close);
  matchMedia(PHONE).addEventListener("change", () => shell.fit()); // its bars come or go
  restored.then(close);
}

/** Return a renderer that changes its node after it has rendered. */
function then(renderer, change) {
  const render = renderer.renderModel.bind(renderer);
  renderer.renderModel = async (model) => {
    await render(model);
    change(renderer.node);
  };
  return renderer;
}

/** Say what a picture is to those who do not see it; its code is above it, and its text below. */
function describePicture(node) {
  node.querySelector("img").alt ||= "The picture that this code draws";
}

function registered(output, outputs) {
  outputs.add(output);
  output.disposed.connect(() => outputs.delete(output));
  return output;
}

/** Return the settings of the page: see `page_config.json` among those of the server. */
const pageSettings = () => JSON.parse(document.getElementById("jupyter-config-data")?.textContent ?? "{}");

let shared;
let started;

/** Return a module that the page shares with its extensions. */
async function loaded(name) {
  const [version] = Object.values(shared[name]);
  return (await version.get())();
}

const container = {
  init(scope) {
    shared = scope;
    const { baseUrl, token } = pageSettings();
    started = startKernelEarly({ baseUrl, token, fetch });
  },
  async get() {
    const names = ["@jupyterlab/notebook", "@lumino/messaging", "@lumino/widgets"];
    const modules = Object.assign({}, ...(await Promise.all(names.map(loaded))));
    return () => ({ __esModule: true, default: plugin(modules, started) });
  },
};
globalThis._JUPYTERLAB ??= {};
globalThis._JUPYTERLAB[NAME] = container;
