// A session of the Council: choose a crisis and a role, decide for that role, and read the record.
//
// The kernel gives a session as { crises, roles, crisis, role, isOpen, isOld, moves, waiting, outcome,
// problem, canTakeBack } and takes { do: "open", crisis, role }, { do: "decide", key, answer },
// { do: "take_back" } and { do: "cards" }, which it answers with a file.
import { button, h, liveRegion } from "./dom.js";

const FRESH = "A new session takes your programme as it is now and drops all decisions of this one.";

/** Return the part of the role play that holds the session; `step` makes a numbered part. */
export function councilStep(step, id, request) {
  let session = null;
  let seen = 0; // how many moves were announced to the learner
  const status = liveRegion({ class: "cs-sr" });
  const opening = h("div");
  const card = h("div", { class: "rp-card" });
  const record = h("ol", { class: "rp-moves", "aria-label": "What was said" });
  const turn = h("div", { class: "rp-turn", tabindex: -1, role: "group", "aria-label": "Your turn" });

  const crisis = menu(`${id}-crisis`, "Crisis", () => showChoice());
  const role = menu(`${id}-role`, "Your role", () => showChoice());
  const crisisText = h("p");
  const old = h("p", { class: "rp-old" }, "Your programme has changed since the session was opened.");
  const fresh = h("p", { id: `${id}-fresh` });
  const start = button("", () => request({ do: "open", crisis: crisis.value(), role: role.value() }),
    { class: "cs-button", "aria-describedby": fresh.id });
  const cards = button("Print the role cards for a class", () => request({ do: "cards" }), { class: "cs-button" });
  opening.append(crisis.node, crisisText, role.node, card, fresh, h("div", { class: "rp-actions" }, start, cards));

  function showChoice() {
    crisisText.textContent = `${session.crises.find(([key]) => key === crisis.value())[2]} (The event is invented.)`;
    card.replaceChildren(...roleCard(session.roles.find(([key]) => key === role.value())[2]));
  }

  return {
    node: step(id, 5, "A session of the Council", opening, old, record, turn, status),
    show(next) {
      const isSame = session && next.isOpen === session.isOpen && next.crisis === session.crisis && next.role === session.role;
      session = next;
      crisis.fill(session.crises, isSame ? crisis.value() : session.crisis);
      role.fill(session.roles, isSame ? role.value() : session.role);
      showChoice();
      start.textContent = session.isOpen ? "Begin a new session" : "Open the session";
      fresh.textContent = session.isOpen ? FRESH : "";
      old.hidden = !session.isOld;
      record.replaceChildren(...session.moves.map(moveItem));
      turn.replaceChildren(...turnParts(id, session, request));
      if (!session.isOpen) seen = 0;
    },
    /** Announce what is new, and move the focus to the next decision. */
    announce() {
      const added = session.moves.slice(Math.min(seen, session.moves.length));
      seen = session.moves.length;
      const last = added.slice(-3).map(({ speaker, text }) => `${speaker}: ${text}`);
      const then = session.problem || session.outcome?.title || session.waiting?.ask || "";
      status.textContent = [...last, then].join(" ");
      turn.focus();
    },
  };
}

/** Return a labelled menu that can be filled with `[key, title]`. */
function menu(id, label, onchange) {
  const select = h("select", { id, onchange });
  return {
    node: h("div", { class: "cs-control" }, h("label", { for: id }, label), select),
    value: () => select.value,
    fill(rows, value) {
      select.replaceChildren(...rows.map(([key, title]) => h("option", { value: key }, title)));
      select.value = value;
    },
  };
}

const roleCard = ({ brief, lists }) => [
  h("p", {}, brief),
  ...lists.flatMap(([title, items]) => [
    h("p", { class: "rp-sub" }, title),
    h("ul", {}, ...items.map((text) => h("li", {}, text))),
  ]),
];

const moveItem = ({ speaker, own, text, reason, compare }) =>
  h("li", { class: own && "rp-own" }, h("b", {}, `${speaker}: `), text,
    h("span", { class: "rp-reason" }, reason), compare && h("small", {}, `Compare: ${compare}.`));

/** Return what is shown below the record: a problem, a decision to take, or the outcome. */
function turnParts(id, { problem, waiting, outcome, canTakeBack }, request) {
  const back = canTakeBack && button("Take back my last decision", () => request({ do: "take_back" }), { class: "cs-button" });
  if (problem) return [h("p", { class: "cs-problem" }, problem)];
  if (waiting) return decision(id, waiting, back, request);
  if (!outcome) return [];
  return [
    h("p", { class: "rp-sub" }, h("b", {}, outcome.title)),
    ...outcome.lines.map((line) => h("p", {}, line)),
    h("div", { class: "rp-actions" }, back),
  ];
}

function decision(id, { key, ask, options }, back, request) {
  const name = `${id}-decision`;
  const boxes = options.map(([value, label], place) => {
    const input = h("input", { type: "radio", name, id: `${name}-${place}`, value });
    return { input, node: h("label", { class: "cs-option rp-option", for: input.id }, input, h("span", {}, label)) };
  });
  const missing = h("p", { role: "alert" });
  const send = () => {
    const chosen = boxes.find(({ input }) => input.checked);
    missing.textContent = chosen ? "" : "Choose first.";
    if (chosen) request({ do: "decide", key, answer: chosen.input.value });
  };
  return [
    h("fieldset", {}, h("legend", {}, ask), ...boxes.map(({ node }) => node)),
    missing,
    h("div", { class: "rp-actions" }, button("Decide", send, { class: "cs-button" }), back),
  ];
}
