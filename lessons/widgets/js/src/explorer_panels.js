// What is below a picture: a row of buttons, each of which opens its own panel.
import { button, h, keepFocus } from "./dom.js";

/**
 * Return the row and the panels below it; `parts` are `{ label, node, show?, onOpen? }`.
 *
 * `show(view)` of a part returns the text of its button, or nothing where it has nothing to show.
 */
export function panels(id, parts) {
  const buttons = parts.map((part, position) => {
    part.node.id = `${id}-panel-${position}`;
    part.node.hidden = true;
    const toggle = button("", () => {
      part.node.hidden = !part.node.hidden;
      toggle.setAttribute("aria-expanded", String(!part.node.hidden));
      part.onOpen?.();
    }, { class: "cs-button", "aria-expanded": "false", "aria-controls": part.node.id });
    return toggle;
  });
  return {
    node: h("div", { class: "cs-below" },
      h("div", { class: "cs-row" }, ...buttons), ...parts.map(({ node }) => node)),
    show(view) {
      parts.forEach((part, position) => {
        const text = part.show(view);
        buttons[position].textContent = text;
        buttons[position].hidden = !text;
        // A panel without anything to show is closed, and open again once it has something.
        const { hidden } = part.node;
        part.node.hidden = !text || buttons[position].getAttribute("aria-expanded") === "false";
        if (hidden && !part.node.hidden) part.onOpen?.();
      });
    },
  };
}

/** Return the panel of the sources: a list with links. */
export function sourceList() {
  const node = h("ul", { class: "cs-sources" });
  return {
    node,
    show({ sources }) {
      keepFocus(node, () => node.replaceChildren(...sources.map(sourceItem)));
      return sources.length > 0 && "Sources";
    },
  };
}

const sourceItem = ([title, publication, href]) =>
  h("li", {},
    href ? h("a", { href, target: "_blank", rel: "noopener" }, title) : title,
    publication && `, ${publication}`);
