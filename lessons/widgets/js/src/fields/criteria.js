// Judge one's own text: a model answer, and check boxes for the criteria that the text meets.
//
// spec: {}
// value: a list of the positions of the criteria that are ticked
//
// Nothing is shown until the text has been kept. Then the kernel sends { slot: "criteria",
// model: text, legend: text, labels: [text, ...] }.

export default function criteriaField({ h, on, field }) {
  const node = h("div", { class: "criteria" });
  let list = null;
  on("criteria", ({ model, legend, labels }) => {
    if (list) return; // it comes again with each text that is kept
    list = field({ kind: "pick", legend, labels, many: true });
    node.append(h("p", {}, h("b", {}, "A model answer. "), model), list.node);
    list.show();
  });
  return {
    initial: [],
    node,
    show() {
      list?.show();
    },
  };
}
