// Commands that run cells wait until there are cells and a kernel.
import assert from "node:assert/strict";
import { test } from "node:test";
import "./page.js";
import { runWithKernel } from "../src/start.js";

test("cells run when the notebook and its kernel are there, in whichever order they come", async () => {
  for (const order of [["notebook", "kernel"], ["kernel", "notebook"]]) {
    const arrive = {};
    const coming = (name) => new Promise((resolve) => { arrive[name] = resolve; });
    const context = { ready: coming("notebook"), model: {} };
    const kernel = { status: "idle", connectionStatus: "connected" };
    const sessionContext = { ready: coming("kernel"), session: { kernel } };
    const run = [];
    const commands = { execute: async (id) => { run.push(id); } };
    runWithKernel({ commands, shell: { currentWidget: { context, sessionContext } } });
    const done = commands.execute("notebook:run-all-cells");
    arrive[order[0]]();
    await new Promise((resolve) => { setTimeout(resolve); });
    assert.deepEqual(run, []);
    arrive[order[1]]();
    await done;
    assert.deepEqual(run, ["notebook:run-all-cells"]);
  }
});
