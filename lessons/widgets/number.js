// Write a number; the kernel reads it.
parts.number = ([, unit], tools) => {
  const box = h("input", { inputmode: "decimal", maxlength: 40, autocomplete: "off", oninput: tools.touch });
  return {
    node: h("label", { class: "number" }, "Your number", box, unit),
    get: () => box.value,
    set: (value) => (box.value = value),
  };
};
