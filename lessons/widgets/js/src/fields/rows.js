// Give each row one of the same options: matching, and sorting into groups.
//
// spec: { items: [text, ...], options: [text, ...] }
// value: for each item the position of its option, or null
//
// An option is chosen in the row's menu, or dragged onto the row from the list above.

export default function rowsField({ h, spec, get, set, draggable }) {
  const { items, options } = spec;
  const choices = () => options.map((text, position) => h("option", { value: position }, text));
  const change = () => set(menus.map(chosen));
  const menus = items.map(() => h("select", { onchange: change }, h("option", { value: "" }, "choose …"), ...choices()));
  const chosen = (menu) => (menu.value === "" ? null : Number(menu.value));
  const rows = items.map((text, row) => h("label", { class: "row" }, h("span", {}, text), menus[row]));
  const labels = options.map((text, position) => {
    const label = h("span", { class: "label handle" }, `⠿ ${text}`);
    draggable(label, () => rows, (row) => {
      menus[row].value = position;
      change();
    });
    return label;
  });
  const hint = h("small", {}, "Drag to a row, or choose in its menu:");
  return {
    initial: items.map(() => null),
    node: h("div", {}, h("div", { "aria-hidden": "true" }, hint, h("div", { class: "labels" }, ...labels)), ...rows),
    places: rows,
    show() {
      menus.forEach((menu, row) => { menu.value = get()[row] ?? ""; });
    },
  };
}
