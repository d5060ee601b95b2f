// Choose one, or choose all that apply.
parts.pick = ([, legend, labels, many], tools) => {
  const name = tools.name();
  const boxes = labels.map((_, i) =>
    h("input", { type: many ? "checkbox" : "radio", name, value: i, onchange: tools.touch }));
  const texts = labels.map((text) => h("span", {}, text));
  const rows = boxes.map((box, i) => h("label", { class: "option" }, box, texts[i]));
  return {
    boxes, texts,
    node: legend ? h("fieldset", {}, h("legend", { class: "why" }, legend), ...rows) : h("div", {}, ...rows),
    get: () => {
      const on = boxes.flatMap((box, i) => (box.checked ? [i] : []));
      return many ? on : on[0] ?? null;
    },
    set: (value) => boxes.forEach((box, i) => (box.checked = many ? value.includes(i) : value === i)),
  };
};
