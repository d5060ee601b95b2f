// Show an explorer: native controls above a picture; below it a sentence, a table and sources.
//
// Traits: `name`; `controls`, a spec for each (see explorer_controls.js); `values`, by the names of
// the controls; `view`, what Python drew for them: { svg, backdrop, says, opened, sources, title,
// credit, table, call, values } or { problem }; `backdrops`, drawings by key that stay the same from view to view;
// `narrow`, whether the page is as narrow as a phone.
import { watchConnection } from "./connection.js";
import { h, liveRegion, svg, uniqueId } from "./dom.js";
import { draggable } from "./drag.js";
import { showDrawing } from "./drawing.js";
import { control } from "./explorer_controls.js";
import { chooseCountry, followCountry, publish } from "./explorer_links.js";
import { panels, sourceList } from "./explorer_panels.js";
import { saveAndShare } from "./explorer_save.js";
import { tableView } from "./explorer_table.js";
import { returnToTop } from "./return_to_top.js";

const QUIET = 700; // milliseconds of rest before the sentence is read aloud
const DRAGGED = '[data-pick="drag"]'; // see lessons/charts/engine/drawing.py
const PICKED = `[data-pick]:not(${DRAGGED})`;
const REACH = 8; // pixels around a mark that choose it, too: small ones become targets of 24
const PHONE = 560; // pixels: below, the kernel draws for a narrow page

/** Return a widget's controls, and `put`, which changes a value in the model. */
function controlPanel(model, id, el) {
  const specs = model.get("controls");
  let isLost = false;
  const put = (key, value) => {
    if (isLost) return; // nobody would draw it
    model.set("values", { ...model.get("values"), [key]: value });
    model.save_changes();
    show();
  };
  const countrySpec = specs.find(({ preference }) => preference === "country");
  const set = (key, value) => {
    put(key, value);
    if (key === countrySpec?.name) chooseCountry(value, el, id);
  };
  const controls = specs.map((spec, position) => {
    const get = () => model.get("values")[spec.name];
    const made = control({ spec, get, set: (value) => set(spec.name, value), id: `${id}-${position}` });
    made.node.dataset.control = spec.preference || spec.name;
    return made;
  });
  const show = () => controls.forEach((item) => item.show());
  const nodesOf = (rare) => controls.filter((_, position) => Boolean(specs[position].rare) === rare).map(({ node }) => node);
  const more = nodesOf(true);
  return {
    node: controls.length > 0 && h("div", { class: "cs-controls" }, ...nodesOf(false),
      more.length > 0 && h("details", { class: "cs-more" }, h("summary", {}, "More"), ...more)),
    show,
    stop: () => controls.forEach((item) => item.stop?.()),
    /** Set whether the kernel is out of reach; if so, the controls show the values of the picture. */
    setLost(lost) {
      isLost = lost;
      if (!lost) return;
      controls.forEach((item) => item.stop?.());
      model.set("values", model.get("view").values ?? model.get("values"));
      show();
    },
    /** Choose a country that was chosen elsewhere on the page, if this explorer has it. */
    takeCountry(country) {
      const known = countrySpec?.options.find((pair) => pair.includes(country));
      if (known && model.get("values")[countrySpec.name] !== known[0]) put(countrySpec.name, known[0]);
    },
    /** Set what a click in the picture chooses, such as "year=1999"; a chosen option is turned off. */
    choose(pick) {
      const [key, value] = pick.split("=");
      const spec = specs.find(({ name }) => name === key);
      if (spec) set(key, picked(spec, value, model.get("values")[key]));
      else if (key) publish(key, value, el, id);
    },
  };
}

function picked({ kind, options }, value, now) {
  if (kind === "slider") return Number(value);
  if (kind !== "toggles") return value;
  return options.map(([option]) => option).filter((option) => now.includes(option) !== (option === value));
}

/** Return the picture with its backdrop: `node` and `show(view, backdrops)`. */
function pictureView(labelId, onPick) {
  // A screen reader gets the sentence, not the hundreds of marks of a picture.
  const backdrop = h("div", { class: "cs-backdrop", "aria-hidden": "true" });
  const live = h("div", {
    class: "cs-live",
    "aria-hidden": "true",
    onclick: (event) => {
      const mark = markAt(live, event);
      if (mark) onPick(mark.dataset.pick);
    },
    onpointermove: (event) => { live.style.cursor = markAt(live, event) ? "pointer" : ""; },
  });
  let shown = "";
  return {
    node: h("div", { class: "cs-picture", role: "img", "aria-labelledby": labelId }, backdrop, live),
    show(view, backdrops) {
      if (shown !== view.backdrop) showDrawing(backdrop, backdrops[view.backdrop] ?? "");
      shown = view.backdrop;
      showDrawing(live, view.svg);
      letDrag(live, onPick);
    },
  };
}

/** Return the mark that a click chooses: the one that it hits, or else the nearest within reach. */
function markAt(live, { target, clientX, clientY }) {
  const hit = target.closest(PICKED);
  if (hit) return hit;
  const away = (mark) => {
    const { left, right, top, bottom } = mark.getBoundingClientRect();
    return Math.hypot(Math.max(left - clientX, 0, clientX - right), Math.max(top - clientY, 0, clientY - bottom));
  };
  const marks = [...live.querySelectorAll(PICKED)].map((mark) => ({ mark, distance: away(mark) }));
  const [nearest] = marks.filter(({ distance }) => distance <= REACH).sort((a, b) => a.distance - b.distance);
  return nearest?.mark;
}

/** Let the movable parts of a picture be dragged onto the marks that a click can choose. */
function letDrag(live, onPick) {
  const parts = [...live.querySelectorAll(DRAGGED)];
  if (!parts.length) return;
  const owner = parts[0].ownerSVGElement;
  const group = svg("g", { class: "handle" }, ...parts);
  owner.append(group); // above the others
  const targets = () => [...live.querySelectorAll(PICKED)];
  draggable(group, targets, (position) => onPick(targets()[position].dataset.pick));
}

/** Call `onChange(narrow)` when an element becomes as narrow as a phone, or wide again. */
function watchWidth(el, onChange) {
  const observer = new ResizeObserver(([{ contentRect }]) => {
    if (contentRect.width > 0) onChange(contentRect.width < PHONE);
  });
  observer.observe(el);
  return () => observer.disconnect();
}

export default {
  render({ model, el }) {
    const id = uniqueId();
    const name = model.get("name");
    const panel = controlPanel(model, id, el);
    const picture = pictureView(`${id}-says`, (pick) => panel.choose(pick));
    const says = h("p", { class: "cs-says", id: `${id}-says` });
    const opened = h("p", { class: "cs-sr" }); // the card in the picture, for screen readers
    const aloud = liveRegion({ class: "cs-sr" });
    const problem = h("p", { class: "cs-problem", role: "alert", hidden: true });
    const below = panels(id, [tableView(name), sourceList(), saveAndShare(name, {
      frame: () => frame,
      view: () => model.get("view"),
    })]);
    const frame = h("div", { class: "cs-frame", role: "group", "aria-label": name },
      panel.node, problem, picture.node, says, opened, below.node, aloud);

    let timer;
    let isFirst = true;
    const draw = () => {
      const view = model.get("view");
      problem.hidden = !view.problem;
      problem.textContent = view.problem ?? "";
      if (view.problem || view.says === undefined) return; // the last picture stays, if there is one
      picture.show(view, model.get("backdrops"));
      says.textContent = view.says;
      opened.textContent = view.opened ?? "";
      below.show(view);
      clearTimeout(timer);
      if (!isFirst) timer = setTimeout(() => { aloud.textContent = `${says.textContent} ${opened.textContent}`.trim(); }, QUIET);
      isFirst = false;
    };
    const setNarrow = (narrow) => {
      if (narrow === model.get("narrow")) return;
      model.set("narrow", narrow);
      model.save_changes();
    };

    el.replaceChildren(frame);
    panel.show();
    model.on("change:view", draw); // first, because the view may come after the widget is shown
    model.on("change:values", panel.show);
    draw();
    const stopFollowing = followCountry(el, (country, from) => from !== id && panel.takeCountry(country));
    const stopWidth = watchWidth(el, setNarrow);
    const stopWatching = watchConnection(el, {
      onLost: () => panel.setLost(true),
      onBack: () => panel.setLost(false),
    });
    returnToTop(el);
    return () => {
      stopWidth();
      stopWatching();
      stopFollowing();
      panel.stop();
      clearTimeout(timer);
      model.off("change:view", draw);
      model.off("change:values", panel.show);
    };
  },
};
