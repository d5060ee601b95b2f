// The notebook at the page's address is opened without waiting for the window's layout to be saved.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openSoon } from "../src/opening.js";

const PATH = "notebooks/02_how_partnership_grew.ipynb";
const never = new Promise(() => {});

/** Return a page's commands and those that were run, by replies: a command without one is never done. */
function page(replies, { restored = Promise.resolve("restored") } = {}) {
  const run = [];
  const commands = {
    execute: async (id, args) => {
      run.push(id);
      return replies[id]?.(args) ?? never;
    },
  };
  openSoon({ commands, restored }, PATH);
  return { commands, run };
}

test("the way to a notebook does not wait until the layout is saved, unless the layout is copied", async () => {
  const { commands } = page({});
  assert.equal(await commands.execute("apputils:load-statedb", { search: "?token=1" }), "restored");
  const copied = commands.execute("apputils:load-statedb", { search: "?clone=other" });
  assert.equal(await Promise.race([copied, new Promise((resolve) => { setTimeout(resolve, 5, "waits"); })]), "waits");
});

test("the notebook is opened while the file browser goes to its folder", async () => {
  const { commands, run } = page({ "docmanager:open": ({ path }) => path });
  assert.equal(await commands.execute("filebrowser:open-path", { path: PATH }), PATH);
  assert.deepEqual(run.toSorted(), ["docmanager:open", "filebrowser:go-to-path"]);
});

test("no launcher fills the window before the notebook is there", async () => {
  const { commands, run } = page({ "docmanager:open": () => "opened", "launcher:create": () => "launcher" });
  await commands.execute("launcher:create");
  assert.deepEqual(run, []);
  await commands.execute("filebrowser:open-path", { path: PATH });
  assert.equal(await commands.execute("launcher:create"), "launcher");
});

test("where the notebook is missing, JupyterLab says so, and other notebooks are left to it", async () => {
  for (const path of [PATH, "mine.ipynb"]) {
    const { commands, run } = page({
      "docmanager:open": () => Promise.reject(new Error("not found")),
      "filebrowser:open-path": () => "said",
    });
    assert.equal(await commands.execute("filebrowser:open-path", { path }), "said");
    assert.equal(run.at(-1), "filebrowser:open-path");
  }
});
