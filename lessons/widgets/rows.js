// Give each row one of the same things: matching, and sorting into groups.
parts.rows = ([, items, options], tools) => {
  const menus = items.map(() =>
    h("select", { onchange: tools.touch }, h("option", { value: "" }, "choose …"),
      ...options.map((text, value) => h("option", { value }, text))));
  return {
    node: h("div", {}, ...items.map((text, i) => h("label", { class: "row" }, h("span", {}, text), menus[i]))),
    get: () => menus.map((menu) => (menu.value === "" ? null : +menu.value)),
    set: (value) => menus.forEach((menu, i) => (menu.value = value[i] ?? "")),
  };
};
