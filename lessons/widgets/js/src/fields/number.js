// Write a number; the kernel reads it, with its unit and in any usual notation.
//
// spec: { unit: text }
// value: the text as typed

export default function numberField({ h, spec, get, set }) {
  const input = h("input", { inputmode: "decimal", maxlength: 40, size: 9, autocomplete: "off", oninput: () => set(input.value) });
  return {
    initial: "",
    node: h("label", { class: "number" }, "Your number", input, spec.unit),
    show() {
      input.value = get();
    },
  };
}
