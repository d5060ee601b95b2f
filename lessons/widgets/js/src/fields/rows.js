// Give each row one of the same options: matching, and sorting into groups.
//
// spec: { items: [text, ...], options: [text, ...] }
// value: for each item the position of its option, or null

export default function rowsField({ h, spec, get, set }) {
  const choices = () => spec.options.map((text, position) => h("option", { value: position }, text));
  const menus = spec.items.map(() =>
    h("select", { onchange: () => set(menus.map(chosen)) }, h("option", { value: "" }, "choose …"), ...choices()));
  const chosen = (menu) => (menu.value === "" ? null : Number(menu.value));
  return {
    initial: spec.items.map(() => null),
    node: h("div", {}, ...spec.items.map((text, row) => h("label", { class: "row" }, h("span", {}, text), menus[row]))),
    show() {
      menus.forEach((menu, row) => { menu.value = get()[row] ?? ""; });
    },
  };
}
