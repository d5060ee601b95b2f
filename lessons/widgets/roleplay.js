// The role play: native controls for partner, aims, activities and the brief; the kernel advises.
// Every control carries data-lm-suppress-shortcuts, so that the notebook steals no key.

const REST = 500; // ms without typing before a text is sent
const PATIENCE = 5000; // ms to wait for a reply
const SIGNS = { fits: "✓", "think again": "?", "does not fit": "✗" };
const NO_REPLY = "No reply yet. If a cell is still running, wait for it. If not, run this cell again.";

let count = 0;

function h(tag, props = {}, ...kids) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) {
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (value === true) node.setAttribute(key, "");
    else if (value !== false && value != null) node.setAttribute(key, value);
  }
  if (["input", "select", "button", "textarea", "summary"].includes(tag))
    node.setAttribute("data-lm-suppress-shortcuts", "true");
  node.append(...kids);
  return node;
}

function download({ name, type, text }) {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  h("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

// JupyterLab keeps Enter from doing so in a text of an output.
function newLine(event) {
  if (event.key !== "Enter" || event.isComposing) return;
  event.preventDefault();
  const { target } = event;
  target.setRangeText("\n", target.selectionStart, target.selectionEnd, "end");
  target.dispatchEvent(new Event("input"));
}

function render({ model, el }) {
  const id = `rp-${Date.now().toString(36)}-${count++}`;
  const setup = model.get("setup");
  let draft = structuredClone(model.get("draft"));
  let rest = null, patience = null, stale = false;

  const send = () => {
    clearTimeout(rest);
    rest = null;
    model.set("draft", structuredClone(draft));
    model.save_changes();
  };
  const ask = (what) => {
    if (rest) send();
    clearTimeout(patience);
    patience = setTimeout(() => { said.textContent = NO_REPLY; }, PATIENCE);
    model.send({ do: what });
  };
  const changed = () => {
    if (advice.childElementCount && !stale) {
      stale = true;
      advice.prepend(h("p", { class: "rp-stale" }, "Your programme has changed since. Ask again."));
    }
    tally();
  };

  const step = (number, title, ...kids) =>
    h("section", { class: "rp-step", "aria-labelledby": `${id}-s${number}` },
      h("p", { class: "rp-head", id: `${id}-s${number}` }, h("b", {}, `${number} `), title), ...kids);

  // 1: the partner
  const partner = h("select", { id: `${id}-partner`, onchange: () => {
    if (rest) send();
    draft = { ...draft, partner: partner.value };
    send();
  } }, ...setup.partners.map(([words, rows]) =>
    h("optgroup", { label: words }, ...rows.map(([code, name]) => h("option", { value: code }, name)))));
  const profile = h("div", { class: "rp-profile", role: "status" });
  const showProfile = () => {
    const { heading, lines, many, examples } = model.get("profile");
    profile.replaceChildren(
      h("p", {}, h("b", {}, heading)),
      h("dl", {}, ...lines.flatMap(([term, text]) => [h("dt", {}, term), h("dd", {}, text)])),
      h("details", {}, h("summary", {}, `Examples in our table: ${many}`),
        h("ul", {}, ...examples.map(([when, what]) => h("li", {}, h("b", {}, when + ": "), what)))));
  };

  // 2 and 3: aims and activities
  const boxes = (rows, key, extra) => rows.map(([value, words]) => {
    const input = h("input", { type: "checkbox", id: `${id}-${key}-${value}`, value, onchange: () => {
      const list = draft[key].filter((item) => item !== value);
      draft[key] = input.checked ? [...list, value] : list;
      send();
      changed();
    } });
    return { value, input, node: h("label", { class: "cs-option rp-option", for: input.id }, input,
      h("span", {}, words, ...(extra ? extra(value) : []))) };
  });
  const aims = boxes(setup.aims.map(([n, text]) => [n, `${n}. ${text}`]), "aims");
  const items = Object.fromEntries(setup.menu.map((row) => [row[0], row]));
  const activities = boxes(setup.menu.map(([key, , title]) => [key, title]), "chosen", (key) => {
    const [, , , effort, side, what, after] = items[key];
    return [h("small", {}, `${effort} ${effort === 1 ? "point" : "points"} · ${side}`),
      h("small", { class: "rp-what" }, `${after}: ${what}`)];
  });
  const shelves = setup.areas.map(([number, text]) => {
    const inside = activities.filter((box) => items[box.value][1] === number);
    const chosen = h("span", { class: "rp-chosen" });
    const node = h("details", { class: "rp-shelf", open: number === 1 },
      h("summary", {}, `${number}. ${text}`, chosen),
      h("div", { role: "group", "aria-label": text }, ...inside.map((box) => box.node)));
    return { node, inside, chosen };
  });
  const effort = h("p", { class: "rp-effort", role: "status" });
  const bar = h("div", { class: "rp-bar", "aria-hidden": "true" }, h("i"));
  const tally = () => {
    const chosen = draft.chosen.map((key) => items[key]);
    const sum = chosen.reduce((total, row) => total + row[3], 0);
    const areas = new Set(chosen.map((row) => row[1])).size;
    const over = sum > setup.budget ? " Too much: leave something out." : "";
    effort.textContent = `Effort ${sum} of ${setup.budget}. Activities: ${chosen.length}. ` +
      `Areas: ${areas} of at least ${setup.wanted[1]}. Aims: ${draft.aims.length} of ${setup.wanted[0]}.${over}`;
    bar.firstChild.style.width = `${Math.min(100, (100 * sum) / setup.budget)}%`;
    bar.classList.toggle("rp-over", Boolean(over));
    shelves.forEach(({ inside, chosen: words }) => {
      const n = inside.filter((box) => box.input.checked).length;
      words.textContent = n ? ` · ${n} chosen` : "";
    });
  };

  // 4: advice
  const advice = h("div", { class: "rp-advice", role: "status" });
  const word = ([about, verdict, reasons]) =>
    h("li", { class: `rp-${verdict.replaceAll(" ", "-")}` },
      h("b", {}, `${SIGNS[verdict]} ${about}: ${verdict}.`), " " + reasons);
  const showAdvice = ({ summary, activities: each, whole }) => {
    stale = false;
    advice.replaceChildren(h("p", {}, h("b", {}, summary)),
      h("p", { class: "rp-sub" }, "On each activity"), h("ul", {}, ...(each.length ? each.map(word) : [h("li", {}, "Nothing chosen yet.")])),
      h("p", { class: "rp-sub" }, "On the whole"), h("ul", {}, ...whole.map(word)));
  };

  // 5: the brief
  const texts = setup.fields.map(([key, label, hint], place) => {
    const props = { id: `${id}-${key}`, maxlength: setup.longest, "aria-describedby": `${id}-${key}-hint`, oninput: () => {
      draft.texts = { ...draft.texts, [key]: input.value };
      clearTimeout(rest);
      rest = setTimeout(send, REST);
    }, onblur: () => rest && send() };
    const input = place > 1 ? h("textarea", { rows: 3, onkeydown: newLine, ...props }) : h("input", { type: "text", ...props });
    return { key, input, node: h("div", { class: "rp-field" }, h("label", { for: props.id }, label),
      h("small", { id: `${id}-${key}-hint` }, hint), input) };
  });
  const said = h("p", { class: "rp-said", role: "status" });
  const note = h("p", { class: "cs-problem", role: "alert" });
  const button = (words, what) => h("button", { type: "button", class: "cs-button", onclick: () => ask(what) }, words);

  const showDraft = () => {
    partner.value = draft.partner;
    aims.forEach((box) => { box.input.checked = draft.aims.includes(box.value); });
    activities.forEach((box) => { box.input.checked = draft.chosen.includes(box.value); });
    texts.forEach(({ key, input }) => { input.value = draft.texts[key] ?? ""; });
    tally();
  };
  const showNote = () => { note.textContent = model.get("note"); note.hidden = !note.textContent; };
  const turned = () => {
    const next = model.get("draft");
    if (JSON.stringify(next) === JSON.stringify(draft)) return;
    const moved = next.partner !== draft.partner || !rest;
    if (!moved) return; // the learner is typing: what is on the page is newer
    draft = structuredClone(next);
    showDraft();
  };
  const opened = () => { advice.replaceChildren(); stale = false; said.textContent = ""; showProfile(); };
  const hear = (message) => {
    clearTimeout(patience);
    if (message.do === "advice") showAdvice(message);
    else if (message.do === "file") { download(message); said.textContent = message.said; }
    else said.textContent = message.text;
  };

  el.replaceChildren(h("div", { class: "cs-frame rp", role: "group", "aria-label": "Role play" }, note,
    step(1, "Your partner", h("div", { class: "cs-knob" }, h("label", { for: partner.id }, "Partner"), partner), profile),
    step(2, `Your aims: choose ${setup.wanted[0]} of the eight objectives`,
      h("div", { class: "rp-aims", role: "group", "aria-label": "Aims" }, ...aims.map((box) => box.node))),
    step(3, `Your programme: at most ${setup.budget} points of effort`, effort, bar, ...shelves.map((shelf) => shelf.node)),
    step(4, "Advice", button("Ask for advice", "advise"), advice),
    step(5, "Your brief: one page", ...texts.map((text) => text.node),
      h("div", { class: "rp-do" }, button("Download to print", "page"),
        button("Keep in my folder", "keep"), button("Download as plain text (Markdown)", "markdown")), said)));
  showProfile();
  showDraft();
  showNote();
  model.on("change:draft", turned);
  model.on("change:profile", opened);
  model.on("change:note", showNote);
  model.on("msg:custom", hear);
  return () => {
    if (rest) send();
    clearTimeout(patience);
    model.off("change:draft", turned);
    model.off("change:profile", opened);
    model.off("change:note", showNote);
    model.off("msg:custom", hear);
  };
}

export default { render };
