// Put items in order: by dragging, with buttons, or with the arrow keys on them.
//
// spec: { items: [text, ...] }
// value: the positions of the items in `spec.items`, first to last; null until one was moved

/** Return the order after an item was moved to a place; the same order if there is no such place. */
export function moved(order, item, place) {
  if (!(place in order)) return order;
  return order.filter((other) => other !== item).toSpliced(place, 0, item);
}

export default function orderField({ h, spec, get, set, announce, draggable }) {
  const { items } = spec;
  const present = () => get() ?? items.map((_, position) => position);

  const move = (item, place) => {
    const before = present();
    const next = moved(before, item, place);
    if (next === before) return announce(`${items[item]} is ${place < 0 ? "first" : "last"}.`);
    set(next);
    draw();
    announce(`${items[item]}: place ${place + 1} of ${items.length}.`);
  };
  const moveBy = (item, step, button) => {
    move(item, present().indexOf(item) + step);
    button.focus(); // an element that is moved in the page loses the focus
  };
  const mover = (item, step, sign, word) =>
    h("button", {
      type: "button",
      "aria-label": `Move ${items[item]} ${word}`,
      onclick: (event) => moveBy(item, step, event.currentTarget),
      onkeydown: (event) => {
        const pressed = { ArrowUp: -1, ArrowDown: 1 }[event.key];
        if (!pressed) return;
        event.preventDefault();
        moveBy(item, pressed, event.currentTarget);
      },
    }, sign);
  const rows = items.map((text, item) =>
    h("li", { class: "row" }, h("b", { class: "handle", "aria-hidden": "true" }, "⠿"), h("span", {}, text),
      h("div", {}, mover(item, -1, "↑", "up"), mover(item, 1, "↓", "down"))));
  const shown = () => present().map((item) => rows[item]);
  const node = h("ol");
  const draw = () => node.append(...shown());

  rows.forEach((row, item) => draggable(row, shown, (place) => move(item, place)));
  draw();
  return { node, places: rows, show: draw };
}
