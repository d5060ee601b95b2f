// Put items in order, with buttons or with the arrow keys on them.
//
// spec: { items: [text, ...] }
// value: the positions of the items in `spec.items`, first to last; null until one was moved

/** Return the order after `item` has moved by `step` places, or null if it is at the end already. */
export function moved(order, item, step) {
  const from = order.indexOf(item);
  const to = from + step;
  if (to < 0 || to >= order.length) return null;
  const next = order.filter((other) => other !== item);
  next.splice(to, 0, item);
  return next;
}

export default function orderField({ h, spec, get, set, announce }) {
  const { items } = spec;
  const present = () => get() ?? items.map((_, position) => position);

  const move = (item, step, button) => {
    const next = moved(present(), item, step);
    if (!next) return announce(`${items[item]} is ${step < 0 ? "first" : "last"}.`);
    set(next);
    draw();
    button.focus(); // an element that is moved in the page loses the focus
    announce(`${items[item]}: place ${next.indexOf(item) + 1} of ${items.length}.`);
  };
  const mover = (item, step, sign, word) =>
    h("button", {
      type: "button",
      "aria-label": `Move ${items[item]} ${word}`,
      onclick: (event) => move(item, step, event.currentTarget),
      onkeydown: (event) => {
        const pressed = { ArrowUp: -1, ArrowDown: 1 }[event.key];
        if (!pressed) return;
        event.preventDefault();
        move(item, pressed, event.currentTarget);
      },
    }, sign);
  const rows = items.map((text, item) =>
    h("li", { class: "row" }, h("span", {}, text),
      h("span", {}, mover(item, -1, "↑", "up"), mover(item, 1, "↓", "down"))));
  const node = h("ol");
  const draw = () => node.append(...present().map((item) => rows[item]));

  draw();
  return { node, show: draw };
}
