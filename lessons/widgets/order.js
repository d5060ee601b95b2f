// Put items in order, with buttons or with the arrow keys on them.
parts.order = ([, items], tools) => {
  let order = items.map((_, i) => i), touched = false;
  const move = (i, by, button) => {
    const from = order.indexOf(i), to = from + by;
    if (order[to] === undefined) return tools.tell(items[i] + " is " + (by < 0 ? "first." : "last."));
    order.splice(to, 0, ...order.splice(from, 1));
    touched = true;
    draw();
    button.focus();
    tools.tell(items[i] + ": place " + (to + 1) + " of " + items.length + ".");
    tools.touch();
  };
  const mover = (i, by, sign, word) =>
    button(sign, (e) => move(i, by, e.currentTarget), {
      "aria-label": "Move " + items[i] + " " + word,
      onkeydown: (e) => {
        const step = { ArrowUp: -1, ArrowDown: 1 }[e.key];
        if (step) e.preventDefault(), move(i, step, e.currentTarget);
      },
    });
  const rows = items.map((text, i) =>
    h("li", { class: "row" }, h("span", {}, text), h("span", {}, mover(i, -1, "↑", "up"), mover(i, 1, "↓", "down"))));
  const node = h("ol", {});
  const draw = () => node.append(...order.map((i) => rows[i]));
  draw();
  return {
    node,
    get: () => (touched ? order : null),
    set: (value) => ((order = [...value]), (touched = true), draw()),
  };
};
