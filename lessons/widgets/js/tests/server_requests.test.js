// What the page asks its own server: saved answers, and a kernel ahead of JupyterLab.
import assert from "node:assert/strict";
import { test } from "node:test";
import "./page.js";
import { savedAnswers, startKernelEarly } from "../src/server_requests.js";

const LESSON = "notebooks/02_how_partnership_grew.ipynb";

/** Return the settings of a server, and what it was asked. */
function server(reply) {
  const asked = [];
  const fetch = async (address, options) => {
    asked.push([address, options.method, options.body && JSON.parse(options.body).path]);
    return reply();
  };
  return { asked, settings: { baseUrl: "/base/", token: "", fetch } };
}

/** Open an address and return what happens to a notebook's context there, in order. */
function opened(address, path, { settings }) {
  history.pushState({}, "", address);
  const happened = [];
  const context = { path, sessionContext: { initialize: async () => { happened.push("initialized"); } } };
  startKernelEarly(settings)(context);
  return { happened, initialize: () => context.sessionContext.initialize() };
}

test("a lesson's kernel is started before JupyterLab asks for it, which waits", async () => {
  let answer;
  const found = server(() => new Promise((resolve) => { answer = () => resolve({ ok: false }); }));
  const { happened, initialize } = opened(`/base/doc/workspaces/narrow/tree/${LESSON}`, LESSON, found);
  assert.deepEqual(found.asked, [["/base/api/sessions", "POST", LESSON]]);
  const ready = initialize();
  assert.deepEqual(happened, []);
  answer();
  await ready;
  assert.deepEqual(happened, ["initialized"]);
});

test("notebooks of others, and a page without one, get no kernel early", () => {
  for (const page of ["tree/mine.ipynb", "tree/notebooks/glossary.ipynb", ""]) {
    const found = server(() => ({ ok: true }));
    opened(`/base/lab/${page}`, page, found);
    assert.deepEqual(found.asked, []);
  }
});

test("a server that cannot be reached holds no answers", async () => {
  const { settings } = server(() => { throw new TypeError("no connection"); });
  assert.deepEqual(await savedAnswers(["a.b"], settings), {});
});
