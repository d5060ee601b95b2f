// The frame of an explorer: native controls, a picture, its sentence, its table.
// Every control carries data-lm-suppress-shortcuts, so that the notebook steals no key.

const QUIET = 700; // ms of rest before the sentence is read aloud
const PHONE = 560; // px: below, the kernel draws for a narrow page

let count = 0;

function h(tag, props = {}, ...kids) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) {
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (value === true) node.setAttribute(key, "");
    else if (value !== false && value != null) node.setAttribute(key, value);
  }
  if (["input", "select", "button", "summary"].includes(tag) || props.tabindex != null)
    node.setAttribute("data-lm-suppress-shortcuts", "true");
  node.append(...kids);
  return node;
}

function slider(spec, get, set, id) {
  const said = h("span", { class: "cs-value", "aria-hidden": "true" }); // the slider says it itself
  const input = h("input", {
    type: "range", id, min: spec.low, max: spec.high, step: spec.step,
    oninput: () => { stop(); set(Number(input.value)); },
  });
  const words = (value) => spec.words[value] ?? String(value);
  let timer = null;
  const play = h("button", { type: "button", class: "cs-button", onclick: () => (timer ? stop() : start()) }, "Play");
  function start() {
    if (get() >= spec.high) set(spec.low);
    play.textContent = "Stop";
    timer = setInterval(() => (get() >= spec.high ? stop() : set(get() + spec.step)), 900);
  }
  function stop() {
    if (timer) clearInterval(timer);
    timer = null;
    play.textContent = "Play";
  }
  return {
    node: h("div", { class: "cs-knob cs-slider" },
      h("label", { for: id }, spec.label), input, said, ...(spec.play ? [play] : [])),
    show() {
      input.value = get();
      said.textContent = words(get());
      input.setAttribute("aria-valuetext", words(get()));
    },
    stop,
  };
}

function choice(spec, get, set, id) {
  const inputs = spec.options.map(([value], i) =>
    h("input", { type: "radio", name: id, id: `${id}-${i}`, value, onchange: () => set(value) }));
  return {
    node: h("fieldset", { class: "cs-knob" }, h("legend", {}, spec.label),
      ...spec.options.map(([, words], i) =>
        h("label", { class: "cs-option", for: `${id}-${i}` }, inputs[i], h("span", {}, words)))),
    show() { inputs.forEach((input) => { input.checked = input.value === get(); }); },
  };
}

function list(spec, get, set, id) {
  const select = h("select", { id, onchange: () => set(select.value) },
    ...spec.options.map(([value, words]) => h("option", { value }, words)));
  return {
    node: h("div", { class: "cs-knob" }, h("label", { for: id }, spec.label), select),
    show() { select.value = get(); },
  };
}

function toggles(spec, get, set, id) {
  const inputs = spec.options.map(([value], i) =>
    h("input", {
      type: "checkbox", id: `${id}-${i}`, value,
      onchange: () => set(inputs.filter((input) => input.checked).map((input) => input.value)),
    }));
  return {
    node: h("fieldset", { class: "cs-knob" }, h("legend", {}, spec.label),
      ...spec.options.map(([, words], i) =>
        h("label", { class: "cs-option", for: `${id}-${i}` }, inputs[i], h("span", {}, words)))),
    show() { inputs.forEach((input) => { input.checked = get().includes(input.value); }); },
  };
}

const KINDS = { slider, choice, list, toggles };

function compare(a, b) {
  const [x, y] = [Number(a), Number(b)];
  if (a !== "" && b !== "" && !Number.isNaN(x) && !Number.isNaN(y)) return x - y;
  return String(a).localeCompare(String(b), "en");
}

function csv({ columns, rows }) {
  const cell = (value) => (/[",\n]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value));
  return [columns, ...rows].map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
}

function download(name, blob) {
  const url = URL.createObjectURL(blob);
  h("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

// The picture alone, to be saved: colours written out, backdrop below, title and source on it.
function poster(frame, view) {
  const layers = [...frame.querySelectorAll(".cs-picture svg")];
  const [, , width, height] = layers.at(-1).getAttribute("viewBox").split(" ").map(Number);
  const colours = getComputedStyle(frame);
  const inside = layers.map((layer) => new XMLSerializer().serializeToString(layer)).join("")
    .replace(/var\(--cs-([a-z_]+)\)/g, (_, role) => colours.getPropertyValue(`--cs-${role}`).trim())
    .replace(/var\(--jp-ui-font-family, sans-serif\)/g, "sans-serif");
  const lines = wrapped(`${view.title}. ${view.credit}`, width / 6.2);
  const ink = colours.getPropertyValue("--cs-muted"), paper = colours.getPropertyValue("--cs-paper");
  const text = lines.map((line, i) => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", "text");
    node.textContent = line;
    return `<text x="4" y="${height + 18 + 15 * i}" font-size="11" fill="${ink}">${node.innerHTML}</text>`;
  }).join("");
  const tall = height + 12 + 15 * lines.length;
  return { width, height: tall, svg:
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${tall}" viewBox="0 0 ${width} ${tall}"` +
    ` font-family="sans-serif"><rect width="100%" height="100%" fill="${paper}"/>` +
    inside.replaceAll("<svg ", `<svg width="${width}" height="${height}" `) + text + "</svg>" };
}

function wrapped(text, room) {
  const lines = [""];
  for (const word of text.split(" ")) {
    if (lines.at(-1) && lines.at(-1).length + word.length > room) lines.push("");
    lines.push((lines.pop() + " " + word).trim());
  }
  return lines;
}

function savePng(name, { svg, width, height }) {
  const image = new Image();
  image.onload = () => {
    const canvas = h("canvas", { width: 2 * width, height: 2 * height });
    const pen = canvas.getContext("2d");
    pen.scale(2, 2);
    pen.drawImage(image, 0, 0, width, height);
    canvas.toBlob((blob) => download(`${name}.png`, blob));
  };
  image.src = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
}

function share(name, model, frame, tell) {
  const button = (words, onclick) => h("button", { type: "button", class: "cs-button", onclick }, words);
  const code = h("code", { class: "cs-code" });
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(code.textContent);
      tell("Copied.");
    } catch {
      getSelection().selectAllChildren(code);
      tell("Press Ctrl and C to copy the marked line.");
    }
  };
  return {
    node: h("details", { class: "cs-table" }, h("summary", {}, "Save and share"),
      h("p", {}, "This line, in a code cell, brings this view back: ", code),
      h("p", { class: "cs-row" }, button("Copy the line", copy),
        button("Save as PNG", () => savePng(name, poster(frame(), model.get("view")))),
        button("Save as SVG", () => download(`${name}.svg`, new Blob([poster(frame(), model.get("view")).svg],
          { type: "image/svg+xml" }))))),
    show(view) { code.textContent = view.call; },
  };
}

// In a column of countries each name opens its profile, if an explorer of the page has one.
function cell(column, value) {
  if (Number.isInteger(value) && Math.abs(value) >= 10000) return value.toLocaleString("en");
  if (column !== "Country" || !value || !document.querySelector('.cs-frame [data-knob="country"]')) return String(value);
  const choose = () => document.dispatchEvent(new CustomEvent("cs-country", { detail: { value } }));
  return h("button", { type: "button", class: "cs-link", onclick: choose }, value);
}

function tableView(name) {
  let data = { columns: [], rows: [] };
  let order = null; // [column, 1 or -1]
  const place = h("div", { class: "cs-scroll", tabindex: 0, role: "group", "aria-label": `${name}, as a table` });
  const node = h("details", { class: "cs-table", ontoggle: fill }, h("summary", {}, "Show as table"), place,
    h("button", { type: "button", class: "cs-button", onclick: () => download(`${name}.csv`, new Blob(["\ufeff", csv(data)], { type: "text/csv" })) },
      "Download as CSV"));
  function fill() {
    if (!node.open) return;
    const focus = place.contains(document.activeElement) && document.activeElement.dataset.column;
    const rows = [...data.rows];
    if (order) rows.sort((a, b) => order[1] * compare(a[order[0]], b[order[0]]));
    const head = data.columns.map((title, i) => {
      const turn = order && order[0] === i ? order[1] : 0;
      return h("th", { scope: "col", "aria-sort": turn ? (turn > 0 ? "ascending" : "descending") : "none" },
        h("button", { type: "button", "data-column": i, onclick: () => { order = [i, turn > 0 ? -1 : 1]; fill(); } },
          title, h("span", { "aria-hidden": "true" }, turn ? (turn > 0 ? " ▲" : " ▼") : "")));
    });
    const numeric = data.columns.map((_, i) => data.rows.every((row) => typeof row[i] === "number" || row[i] === ""));
    place.replaceChildren(h("table", {}, h("thead", {}, h("tr", {}, ...head)),
      h("tbody", {}, ...rows.map((row) => h("tr", {}, ...row.map((value, i) =>
        h("td", { class: numeric[i] ? "cs-number" : null }, cell(data.columns[i], value))))))));
    if (focus) place.querySelector(`[data-column="${focus}"]`)?.focus();
  }
  return { node, show(table) { data = table; node.hidden = table.rows.length === 0; fill(); } };
}

function render({ model, el }) {
  const id = `cs-${Date.now().toString(36)}-${count++}`;
  const name = model.get("name");
  const backdrop = h("div", { class: "cs-backdrop", "aria-hidden": "true" });
  const live = h("div", { class: "cs-live", "aria-hidden": "true" }); // the picture speaks by its sentence
  const picture = h("div", { class: "cs-picture", role: "img", "aria-labelledby": `${id}-says` }, backdrop, live);
  const says = h("p", { class: "cs-says", id: `${id}-says` });
  const source = h("p", { class: "cs-source" });
  const sources = h("details", { class: "cs-table" }, h("summary", {}, "Sources"), source);
  const aloud = h("p", { class: "cs-sr", role: "status" });
  const problem = h("p", { class: "cs-problem", role: "alert", hidden: true });
  const table = tableView(name);
  const sharing = share(name, model, () => frame, (words) => { aloud.textContent = words; });

  const put = (key, value) => {
    model.set("values", { ...model.get("values"), [key]: value });
    model.save_changes();
    knobs.forEach((knob) => knob.show());
  };
  // A country chosen in one explorer is chosen in all of the page that know it.
  const set = (key) => (value) => {
    put(key, value);
    if (key === "country") document.dispatchEvent(new CustomEvent("cs-country", { detail: { value, id } }));
  };
  const chosenElsewhere = ({ detail }) => {
    const knob = model.get("knobs").find((spec) => spec.name === "country");
    const known = knob?.options.find((pair) => pair.includes(detail.value));
    if (detail.id !== id && known && model.get("values").country !== known[0]) put("country", known[0]);
  };
  document.addEventListener("cs-country", chosenElsewhere);
  const knobs = model.get("knobs").map((spec, i) =>
    KINDS[spec.kind](spec, () => model.get("values")[spec.name], set(spec.name), `${id}-${i}`));
  knobs.forEach((knob, i) => { knob.node.dataset.knob = model.get("knobs")[i].name; });

  let shown = "", timer = null, first = true;
  function draw() {
    const view = model.get("view");
    problem.hidden = !view.problem;
    problem.textContent = view.problem ?? "";
    if (view.problem) return;
    if (shown !== view.backdrop) {
      backdrop.innerHTML = view.backdrop ? model.get("backdrops")[view.backdrop] ?? "" : "";
      shown = view.backdrop;
    }
    live.innerHTML = view.svg;
    says.textContent = view.says;
    source.textContent = view.source;
    sources.hidden = !view.source;
    sharing.show(view);
    table.show(view.table);
    clearTimeout(timer);
    if (!first) timer = setTimeout(() => { aloud.textContent = view.says; }, QUIET);
    first = false;
  }
  live.addEventListener("click", (event) => {
    const [key, value] = (event.target.closest("[data-pick]")?.dataset.pick ?? "").split("=");
    const spec = model.get("knobs").find((knob) => knob.name === key);
    if (spec) set(key)(spec.kind === "slider" ? Number(value) : value);
    else if (key) document.dispatchEvent(new CustomEvent(`cs-${key}`, { detail: { value, id } }));
  });

  const frame = h("div", { class: "cs-frame", role: "group", "aria-label": name },
    ...(knobs.length ? [h("div", { class: "cs-knobs" }, ...knobs.map((knob) => knob.node))] : []),
    problem, picture, says, table.node, sources, sharing.node, aloud);
  el.replaceChildren(frame);
  const turned = () => knobs.forEach((knob) => knob.show());
  turned();
  draw();
  model.on("change:view", draw);
  model.on("change:values", turned);
  const size = new ResizeObserver(([entry]) => {
    const narrow = entry.contentRect.width > 0 && entry.contentRect.width < PHONE;
    if (entry.contentRect.width > 0 && narrow !== model.get("narrow")) {
      model.set("narrow", narrow);
      model.save_changes();
    }
  });
  size.observe(el);
  returnToTop(el);
  return () => {
    size.disconnect();
    document.removeEventListener("cs-country", chosenElsewhere);
    knobs.forEach((knob) => knob.stop?.());
    clearTimeout(timer);
    model.off("change:view", draw);
    model.off("change:values", turned);
  };
}

export default { render };
