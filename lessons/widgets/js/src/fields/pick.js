// Choose one option, or all that apply.
//
// spec: { labels: [text, ...], legend?: text, many?: true }
// value: the position of the chosen option or null; with `many` a list of positions

export default function pickField({ h, spec, id, get, set }) {
  const inputs = spec.labels.map(() =>
    h("input", { type: spec.many ? "checkbox" : "radio", name: id, onchange: () => set(chosen()) }));
  const texts = spec.labels.map((label) => h("span", {}, label));
  const options = inputs.map((input, position) => h("label", { class: "option" }, input, texts[position]));
  const chosen = () => {
    const positions = inputs.flatMap((input, position) => (input.checked ? [position] : []));
    return spec.many ? positions : positions[0] ?? null;
  };
  return {
    inputs,
    texts,
    places: options,
    initial: spec.many ? [] : null,
    node: spec.legend
      ? h("fieldset", {}, h("legend", { class: "why" }, spec.legend), ...options)
      : h("div", {}, ...options),
    show() {
      const value = get();
      inputs.forEach((input, position) => {
        input.checked = spec.many ? value.includes(position) : value === position;
      });
    },
  };
}
