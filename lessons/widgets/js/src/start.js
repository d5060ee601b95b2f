// Start a lesson: by itself when it is opened, and by each button that says so.
//
// A lesson has an element `.cs-start-area`, written by lessons/publishing/prose.py, with a large
// button. The attribute data-cs-state of the notebook's panel is "starting", then "started".
import { h } from "./dom.js";
import { AREA, indexInView, isLesson, lastIndex } from "./reading_place.js";
import { savedAnswers } from "./server_requests.js";
import { becomesTrue } from "./waiting.js";

const RUNS = /^(notebook:run-|runmenu:run)/; // commands that run cells
const DRAWN = 1500; // milliseconds after the last cell in which its widgets are drawn
const PROGRESS = /^my_progress\((?!"journal")/; // a cell that shows what the journal holds
const CONTROL = ":is(.cs-quiz, .cs-frame) :is(button, input, select, textarea)";
const ASKS = /^(estimate|quiz)\(/m; // a cell whose widget has something to answer
const ANSWERABLE = ".cs-quiz :is(input, select, textarea):enabled";
const FIRST = 5000; // milliseconds after which the whole lesson is drawn, though no question shows

/** Let the buttons of a notebook start it, and a lesson start when it is shown. */
export function letStart(panel, notebookActions, { serverSettings, startsByItself }) {
  const start = (button) => startNotebook(panel, notebookActions, serverSettings, button);
  panel.node.addEventListener("click", (event) => {
    const button = event.target.closest(".cs-start");
    if (!button) return;
    event.stopPropagation(); // otherwise JupyterLab's own command would run all cells, too
    start(button);
  }, true);
  const { content } = panel;
  notebookActions.executed.connect((_, { notebook, cell }) => {
    // Somebody has run all cells by the menu or by keys. While the lesson starts, it says so itself.
    if (notebook === content && cell === lastCode(content)) panel.node.dataset.csState ||= "started";
  });
  if (startsByItself && content.notebookConfig.windowingMode === "none") setDrawing(content, "defer"); // as long as it starts
  whenShown(panel, {
    start: () => startsByItself && start(),
    refresh: () => runProgressAgain(panel, notebookActions),
  });
}

const lastCode = ({ widgets }) => widgets.findLast(({ model }) => model.type === "code");

/** Let all cells be drawn at once ("none"), or the first ones and the others in idle time ("defer"). */
function setDrawing(content, windowingMode) {
  content.notebookConfig = { ...content.notebookConfig, windowingMode };
  // Otherwise JupyterLab adds cells until the page is full, and few have a height at first.
  content.viewportNode.style.minHeight = windowingMode === "defer" ? "100vh" : "";
}

function drawAll(content) {
  if (content.notebookConfig.windowingMode !== "defer") return;
  setDrawing(content, "none");
  content.processMessage({ type: "update-request" }); // now, and not with the next frame
}

/** Draw the outputs down to a lesson's first question; return when that can be answered. */
function drawFirstQuestion(content) {
  const last = content.widgets.findIndex(({ model }) => ASKS.test(model.sharedModel.getSource()));
  content.widgets.slice(0, last + 1).forEach((_, index) => content.renderCellOutputs(index));
  return becomesTrue(content.node, null, () => content.node.querySelector(ANSWERABLE), FIRST);
}

/**
 * Call `start` each time a lesson is shown that does not run, and `refresh` each time one does.
 *
 * A lesson that somebody else changed is left as it is.
 */
async function whenShown(panel, { start, refresh }) {
  await panel.revealed;
  if (!isLesson(panel)) {
    drawAll(panel.content);
    return;
  }
  new IntersectionObserver(([{ isIntersecting }]) => {
    const isTrusted = panel.content.widgets.every(({ model }) => model.type !== "code" || model.trusted);
    if (!isIntersecting || !isTrusted) return;
    const { csState } = panel.node.dataset;
    if (!csState) start();
    else if (csState === "started") refresh();
  }).observe(panel.node);
}

/** Show the progress of this moment: answers were given in other notebooks meanwhile. */
async function runProgressAgain({ content, sessionContext }, notebookActions) {
  const cells = content.widgets.filter(({ model }) => PROGRESS.test(model.sharedModel.source));
  if (!cells.length) return;
  const release = holdHeights(content);
  await notebookActions.runCells(content, cells, sessionContext);
  setTimeout(release, DRAWN);
}

/** Start a notebook's kernel if it has none, run all cells, and bring the reader to their place. */
async function startNotebook(panel, notebookActions, serverSettings, button) {
  const { content, sessionContext, node } = panel;
  if (node.dataset.csState === "starting") return; // two presses are one
  node.dataset.csState = "starting";
  content.node.dataset.csReturned = "now"; // widgets do not bring the reader to the top: return_to_top.js
  const index = content.widgets.findIndex((cell) => button && cell.node.contains(button));
  const release = holdHeights(content);
  try {
    const asked = questions(panel);
    const answers = savedAnswers(asked, serverSettings); // while the cells run
    await startKernel(sessionContext, panel.model);
    const run = notebookActions.runCells(content, content.widgets, sessionContext);
    await Promise.race([run, drawFirstQuestion(content)]).finally(() => drawAll(content));
    await run;
    if (!sessionContext.session?.kernel) throw new Error("The kernel ended while cells ran.");
    const answered = Object.keys(await answers).length; // first, so that the greeting takes the button's place
    node.dataset.csState = "started";
    if (isLesson(panel) && index <= 0) await welcome(panel, { asked: asked.length, answered }, button);
    else await comeBack(content, index);
  } catch (error) {
    delete node.dataset.csState; // the button is there again
    throw error;
  } finally {
    setTimeout(release, DRAWN);
    delete content.node.dataset.csReturned;
  }
}

/**
 * Let every command that runs cells wait for the notebook and its kernel, which is started if needed.
 *
 * A kernel that was started early may be there before the cells are. Without one, JupyterLab runs
 * the first cell at most and clears the outputs of the others.
 */
export function runWithKernel(app) {
  const execute = app.commands.execute.bind(app.commands);
  app.commands.execute = (id, args) => {
    const { sessionContext, context } = app.shell.currentWidget ?? {};
    if (!RUNS.test(id) || !sessionContext) return execute(id, args);
    return context.ready.then(() => startKernel(sessionContext, context.model)).then(() => execute(id, args));
  };
}

async function startKernel(sessionContext, model) {
  await sessionContext.ready; // JupyterLab may be about to start one: a second would replace it
  const kernel = sessionContext.session?.kernel;
  if (!kernel) await sessionContext.changeKernel({ name: model.defaultKernelName || "python3" });
  else if (kernel.status === "dead") await sessionContext.restartKernel();
  else if (kernel.connectionStatus === "disconnected") await kernel.reconnect();
}

/** Keep the outputs as high as they are while they are made anew; return how to let go. */
function holdHeights({ widgets }) {
  const nodes = widgets.flatMap(({ outputArea }) => outputArea?.node ?? []);
  const heights = nodes.map((node) => node.offsetHeight);
  nodes.forEach((node, number) => { node.style.minHeight = `${heights[number]}px`; });
  return () => nodes.forEach((node) => { node.style.minHeight = ""; });
}

/** Return the ids of a lesson's own questions, as its outputs name them. */
function questions({ context, model }) {
  const lesson = /\d\d_(\w+)[^/]*$/.exec(context.path)?.[1]; // copies have more behind the name
  const found = JSON.stringify(model.toJSON()).matchAll(/data-question=\\"([^"\\]+)/g);
  return [...new Set([...found].map(([, id]) => id))].filter((id) => id.startsWith(`${lesson}.`));
}

/** Say that a lesson is ready, and bring back a reader who has not moved to where they were. */
async function welcome(panel, counts, button) {
  const { content, node } = panel;
  const index = node.dataset.csRead ? indexInView(content) : lastIndex(panel);
  const line = h("p", { class: "cs-welcome", role: "status", tabindex: -1 }, greeting(counts, index));
  node.querySelectorAll(".cs-welcome").forEach((old) => old.remove());
  const place = index ? content.widgets[index].node : node.querySelector(`.${AREA}`);
  place?.prepend(line);
  content.activeCellIndex = index;
  if (!node.dataset.csRead) await content.scrollToItem(index, "start");
  if (button) line.focus({ preventScroll: true }); // the button, which had it, is gone
}

function greeting({ asked, answered }, index) {
  if (answered) return `Welcome back: ${answered} ${answered === 1 ? "answer" : "answers"} saved.`;
  if (index) return "Welcome back. You stopped here.";
  return asked ? "Ready. Your answers are saved as you go." : ""; // a page without questions saves none
}

/** Give the focus of a button beside a still, which is gone, to the widget in its place. */
async function comeBack(content, index) {
  const cell = content.widgets[index];
  if (!cell) return;
  content.activeCellIndex = index;
  await content.scrollToItem(index, "auto");
  const control = () => cell.node.querySelector(CONTROL);
  await becomesTrue(cell.node, cell, control);
  control()?.focus({ preventScroll: true });
}
