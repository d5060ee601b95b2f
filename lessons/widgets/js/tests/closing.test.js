// Closing a notebook: nothing is asked, nothing typed is lost, and no save is cut off.
import assert from "node:assert/strict";
import { test } from "node:test";

const { saveWhenClosed } = await import("../src/closing.js");
const turn = () => new Promise((resolve) => { setTimeout(resolve); });

/** Open a notebook whose saves end when a test says so; `close` asks for its end as a click does. */
async function openNotebook() {
  const ends = [];
  let hook;
  let start;
  const sessionContext = { isReady: true, ready: new Promise((resolve) => { start = resolve; }) };
  const context = {
    ready: Promise.resolve(),
    sessionContext,
    model: { dirty: true },
    save: () => new Promise((resolve, reject) => {
      ends.push({ written: () => { context.model.dirty = false; resolve(); }, refused: () => reject(new Error("full")) });
    }),
  };
  const closed = [];
  const panel = {
    context,
    close: () => { if (hook(panel, { type: "close-request" })) closed.push(context.model.dirty); },
  };
  await saveWhenClosed(panel, { installMessageHook: (_, given) => { hook = given; } });
  return { panel, context, ends, closed, sessionContext, start };
}

test("a notebook is saved before it is closed", async () => {
  const { panel, ends, closed } = await openNotebook();
  panel.close();
  await turn();
  assert.deepEqual(closed, []);
  ends[0].written();
  await turn();
  assert.deepEqual(closed, [false]);
});

test("a notebook is closed after the save that is under way, with what changed during it", async () => {
  const { panel, context, ends, closed } = await openNotebook();
  const first = context.save();
  context.model.dirty = false; // as when an earlier save has just ended
  panel.close();
  await turn();
  assert.deepEqual(closed, []);
  ends[0].written();
  context.model.dirty = true;
  await first;
  await turn();
  assert.deepEqual(closed, []);
  ends[1].written();
  await turn();
  assert.deepEqual(closed, [false]);
});

test("where a save is refused, JupyterLab asks what to do with the changes", async () => {
  const { panel, ends, closed } = await openNotebook();
  panel.close();
  ends[0].refused();
  await turn();
  assert.equal(ends.length, 1);
  assert.deepEqual(closed, [true]);
});

test("a notebook whose kernel is starting is closed when the kernel is there, so that it ends with it", async () => {
  const { panel, context, closed, sessionContext, start } = await openNotebook();
  context.model.dirty = false;
  sessionContext.isReady = false;
  panel.close();
  await turn();
  assert.deepEqual(closed, []);
  sessionContext.isReady = true;
  start();
  await turn();
  assert.deepEqual(closed, [false]);
});

test("a notebook whose kernel never starts can be closed", async (t) => {
  const { panel, context, closed, sessionContext } = await openNotebook();
  t.mock.timers.enable({ apis: ["setTimeout"] });
  context.model.dirty = false;
  sessionContext.isReady = false;
  panel.close();
  t.mock.timers.runAll();
  t.mock.timers.reset();
  await turn();
  assert.deepEqual(closed, [false]);
});
