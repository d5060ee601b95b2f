// What the page asks its own server: saved answers, and a kernel ahead of JupyterLab.
import assert from "node:assert/strict";
import { test } from "node:test";
import "./page.js";
import { connectEarly, savedAnswers, startKernelEarly } from "../src/server_requests.js";

const LESSON = "notebooks/02_how_partnership_grew.ipynb";

/** Return a server: its settings, what it was asked, and its sessions. */
function server(reply) {
  const asked = [];
  const fetch = async (address, options) => {
    asked.push([address, options.method, options.body && JSON.parse(options.body).path]);
    return reply();
  };
  const sessions = { connectTo: ({ model }) => ({ id: model.id }) };
  return { asked, sessions, serverSettings: { baseUrl: "/base/", token: "", fetch } };
}

/** Open an address and return what happens to a notebook's context there, in order. */
function opened(address, path, services) {
  history.pushState({}, "", address);
  const happened = [];
  const context = { path, sessionContext: { initialize: async () => { happened.push("initialized"); } } };
  connectEarly(services.sessions, startKernelEarly(services.serverSettings))(context);
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

test("a lesson is connected to its kernel early, once, and JupyterLab takes that connection", async () => {
  const found = server(() => ({ ok: true, json: async () => ({ id: "early" }) }));
  const { happened } = opened(`/base/lab/tree/${LESSON}`, LESSON, found);
  await new Promise((resolve) => { setTimeout(resolve); });
  assert.deepEqual(happened, ["initialized"]);
  const [other, taken, later] = ["other", "early", "early"].map((id) => found.sessions.connectTo({ model: { id } }));
  assert.deepEqual([other.id, taken.id, later.id], ["other", "early", "early"]);
  assert.notEqual(taken, later);
});

test("notebooks of others, and a page without one, get no kernel early", () => {
  for (const page of ["tree/mine.ipynb", "tree/notebooks/glossary.ipynb", ""]) {
    const found = server(() => ({ ok: true }));
    opened(`/base/lab/${page}`, page, found);
    assert.deepEqual(found.asked, []);
  }
});

test("a server that cannot be reached holds no answers", async () => {
  const { serverSettings } = server(() => { throw new TypeError("no connection"); });
  assert.deepEqual(await savedAnswers(["a.b"], serverSettings), {});
});
