import assert from "node:assert/strict";
import { test } from "node:test";
import { buttonOf, modelOf, select, show, type } from "./page.js";
import { h } from "../src/dom.js";
import rolePlay, { effortOf } from "../src/role_play.js";

const SETUP = {
  partners: [["Dialogue", [["JOR", "Jordan"], ["MAR", "Morocco"]]]],
  aims: [[1, "First"], [2, "Second"]],
  areas: [[1, "Operations"], [2, "Science"]],
  menu: [["plan", 1, "A plan", 2, "both", "what", "after"], ["team", 2, "A team", 3, "partner", "what", "after"]],
  fields: [["title", "Title", "hint"], ["date", "Date", "hint"], ["why", "Why", "hint"]],
  budget: 4, wanted: [2, 2], longest: 100,
};
const SESSION = {
  crises: [["law", "A law", "A law was passed."]],
  roles: [["far", "Far Ally", card("Ask what it gives.")], ["near", "Near Ally", card("You live beside it.")]],
  crisis: "law", role: "far", isOpen: false, isOld: false, moves: [], waiting: null, outcome: null, problem: "", canTakeBack: false,
};
const MOVES = [
  { speaker: "The chair", isOwn: false, text: "Proposal", reason: "Invented.", compare: "Georgia, 2023" },
  { speaker: "You (Far Ally)", isOwn: true, text: "Yes.", reason: "It meets your brief.", compare: "" },
];
const WAITING = { key: "vote", ask: "Do you join?", options: [["yes", "I join."], ["no", "I object."]] };
const PROFILE = { heading: "Jordan", lines: [["Since", "1995"]], count: 0, examples: [] };

function card(brief) {
  return { brief, lists: [["Your aims", ["Peace"]], ["What you can concede", ["Much."]]] };
}

function game() {
  const model = modelOf({
    setup: SETUP, profile: PROFILE, session: SESSION, note: "",
    draft: { partner: "JOR", opened: 0, aims: [], chosen: [], texts: {} },
  });
  const el = show(h("div"));
  return { model, el, stop: rolePlay.render({ model, el }) };
}

/** Return what was sent last, without the draft that comes with each request. */
function lastRequest(model) {
  const request = { ...model.sent.at(-1) };
  delete request.draft;
  return request;
}

test("effort and areas are summed over what was chosen", () => {
  const activities = { a: { area: 1, effort: 2 }, b: { area: 1, effort: 3 } };
  assert.deepEqual(effortOf(["a", "b"], activities), { effort: 5, activities: 2, areas: 1 });
});

test("a choice goes to the kernel at once and is counted, too much is said", () => {
  const { model, el, stop } = game();
  for (const box of el.querySelectorAll(".rp-area input")) box.click();
  assert.deepEqual(model.get("draft").chosen, ["plan", "team"]);
  assert.match(el.querySelector(".rp-effort").textContent, /Effort 5 of 4.*Too much/);
  stop();
});

test("a text is sent after a rest, and at once before another partner is opened", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const { model, el, stop } = game();
  type(el.querySelector("textarea"), "Because");
  assert.deepEqual(model.get("draft").texts, {});
  context.mock.timers.tick(60_000);
  assert.deepEqual(model.get("draft").texts, { why: "Because" });
  type(el.querySelector("textarea"), "Because it");
  const drafts = [];
  model.save_changes = () => drafts.push(structuredClone(model.get("draft")));
  select(el.querySelector("select"), "MAR");
  assert.deepEqual(drafts.map((draft) => [draft.partner, draft.texts.why]), [["JOR", "Because it"], ["MAR", "Because it"]]);
  stop();
});

test("a text that is being written is not replaced by an older one", () => {
  const { model, el, stop } = game();
  type(el.querySelector("textarea"), "new");
  model.set("draft", { partner: "JOR", opened: 0, aims: [], chosen: [], texts: { why: "old" } });
  model.tell("change:draft");
  assert.equal(el.querySelector("textarea").value, "new");
  stop();
  assert.equal(model.get("draft").texts.why, "new", "and is sent when the page closes");
});

test("a request comes with what was written a moment ago", () => {
  const { model, el, stop } = game();
  type(el.querySelector("textarea"), "Because");
  buttonOf(el, "Download to print").click();
  assert.equal(model.sent.at(-1).do, "page");
  assert.deepEqual(model.sent.at(-1).draft.texts, { why: "Because" });
  stop();
});

test("a partner who is opened replaces what was written for the one before", () => {
  const { model, el, stop } = game();
  select(el.querySelector("select"), "MAR");
  el.querySelector(".rp-area input").click();
  type(el.querySelector("textarea"), "Too early");
  const opened = { partner: "MAR", opened: 1, aims: [], chosen: ["team"], texts: { why: "Of Morocco" } };
  model.set("draft", opened);
  model.tell("change:draft");
  assert.equal(el.querySelector("textarea").value, "Of Morocco");
  assert.deepEqual([...el.querySelectorAll(".rp-area input")].map((box) => box.checked), [false, true]);
  stop();
});

test("advice is marked as old once the programme has changed", () => {
  const { model, el, stop } = game();
  model.tell("msg:custom", [{ do: "advice", summary: "Fine.", activities: [], programme: [{ subject: "Aims", verdict: "fits", reasons: ["yes"] }] }]);
  assert.match(el.querySelector(".rp-advice").textContent, /✓ Aims: fits\. yes/);
  el.querySelector(".rp-area input").click();
  el.querySelector(".rp-area input").click();
  assert.equal(el.querySelectorAll(".rp-stale").length, 1);
  stop();
});

test("the kernel's reply that something went wrong is shown beside the brief", () => {
  const { model, el, stop } = game();
  model.tell("msg:custom", [{ heading: "Something went wrong.", text: "A reason." }]);
  assert.equal(el.querySelector(".rp-status").textContent, "Something went wrong. A reason.");
  stop();
});

/** Show a later state of the session, as the kernel does after a message. */
function tellSession(model, changes) {
  model.set("session", { ...SESSION, isOpen: true, ...changes });
  model.tell("change:session");
  model.tell("msg:custom", [{ do: "session" }]);
}

test("a session is opened with the crisis and the role that were chosen, whose card is shown", () => {
  const { model, el, stop } = game();
  select(el.querySelector("[id$=role]"), "near");
  assert.match(el.querySelector(".rp-card").textContent, /You live beside it.*Peace.*Much/);
  buttonOf(el, "Open the session").click();
  assert.deepEqual(lastRequest(model), { do: "open", crisis: "law", role: "near" });
  stop();
});

test("a decision is sent once something was chosen, and the keyboard goes to the next one", () => {
  const { model, el, stop } = game();
  tellSession(model, { moves: MOVES, waiting: WAITING });
  assert.equal(el.querySelectorAll(".rp-moves li").length, 2);
  assert.match(el.querySelector(".rp-moves").textContent, /Compare: Georgia, 2023/);
  assert.equal(document.activeElement, el.querySelector(".rp-turn"));
  buttonOf(el, "Decide").click();
  assert.match(el.querySelector(".rp-turn [role=alert]").textContent, /Choose/);
  el.querySelector(".rp-turn input[value=no]").click();
  buttonOf(el, "Decide").click();
  assert.deepEqual(lastRequest(model), { do: "decide", key: "vote", answer: "no" });
  stop();
});

test("only what is new is read aloud, and the outcome at the end", () => {
  const { model, el, stop } = game();
  const status = () => el.querySelector(".cs-sr[role=status]").textContent;
  tellSession(model, { moves: MOVES.slice(0, 1), waiting: WAITING });
  assert.match(status(), /The chair: Proposal.*Do you join/);
  tellSession(model, { moves: MOVES, outcome: { title: "Memo of dissent", lines: ["Why"] }, canTakeBack: true });
  assert.match(status(), /Yes\..*Memo of dissent/);
  assert.doesNotMatch(status(), /The chair/);
  buttonOf(el, "Take back my last decision").click();
  assert.deepEqual(lastRequest(model), { do: "take_back" });
  stop();
});

test("while a session is open, the button that drops it says so", () => {
  const { model, el, stop } = game();
  const warning = (text) => document.getElementById(buttonOf(el, text).getAttribute("aria-describedby")).textContent;
  assert.equal(warning("Open the session"), "");
  tellSession(model, { waiting: WAITING });
  assert.match(warning("Begin a new session"), /drops all decisions/);
  stop();
});

test("a programme that has changed since the session is pointed out", () => {
  const { model, el, stop } = game();
  const old = el.querySelector(".rp-old");
  assert.ok(old.hidden);
  tellSession(model, { isOld: true });
  assert.ok(!old.hidden);
  stop();
});
