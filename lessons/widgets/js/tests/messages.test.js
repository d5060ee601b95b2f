import assert from "node:assert/strict";
import { test } from "node:test";
import { modelOf, show } from "./page.js";
import { h } from "../src/dom.js";
import { messenger } from "../src/messages.js";

const HOUR = 3600 * 1000;

/** Return a messenger, its model, and the requests that have been reported as unanswered. */
function conversation(context) {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const unanswered = [];
  const model = modelOf({});
  const messages = messenger(model, show(h("div")), ({ do: what }) => unanswered.push(what));
  return { ...messages, model, unanswered, wait: () => context.mock.timers.tick(HOUR) };
}

test("a request that gets no reply is reported", (context) => {
  const { request, unanswered, wait } = conversation(context);
  request({ do: "check" });
  wait();
  assert.deepEqual(unanswered, ["check"]);
});

test("a request that gets its reply is not", (context) => {
  const { request, replied, model, unanswered, wait } = conversation(context);
  request({ do: "check" });
  replied([{ heading: "Right.", request: model.requests.at(-1) }]);
  wait();
  assert.deepEqual(unanswered, []);
});

test("what the kernel sends for another reason is no reply to a request", (context) => {
  const { request, replied, unanswered, wait } = conversation(context);
  request({ do: "check" });
  replied([]);
  replied([{ heading: "Welcome back." }, { heading: "Right.", request: "of-another-window" }]);
  wait();
  assert.deepEqual(unanswered, ["check"]);
});

test("a kernel that was restarted is not waited for", (context) => {
  const { request, unanswered, wait } = conversation(context);
  request({ do: "check" });
  document.body.firstChild.dispatchEvent(new CustomEvent("cs-connection", { detail: "offline" }));
  wait();
  assert.deepEqual(unanswered, []);
});
