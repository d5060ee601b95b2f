// A box to drop files into, with buttons that do the same by keyboard, and a list of its files.
import { button, h, liveRegion, setHidden } from "./dom.js";
import { chosenFiles, droppedFiles, sendFile } from "./teacher_files.js";

const SHOWN = 8; // names of files in the list

/** Return a box of the page for teachers: its element, its name, and `hear()`, which gets the list of its files. */
export function dropZone(box, { send, trouble }) {
  const status = liveRegion({ class: "count" });
  const names = h("ul", { class: "names" });
  const remove = button("Remove", () => send({ do: "empty", box: box.name }), { hidden: true });
  const collect = button("", () => send({ do: "collect" }), { hidden: true });

  const take = async (pairs) => {
    let number = 0;
    try {
      for (const [name, file] of await pairs) {
        number += 1;
        status.textContent = `Copying file ${number}: ${file.name}`;
        await sendFile(box.name, name, file);
        if (!box.takes_many) break;
      }
    } catch (problem) {
      trouble({ tone: "bad", sign: "✗", heading: "Not copied.", text: problem.message });
    }
    send({ do: "received", box: box.name });
  };
  const picker = (label, props = {}) => {
    const input = h("input", {
      type: "file", accept: box.accepts, ...props,
      onchange: () => {
        const files = chosenFiles(input.files);
        input.value = ""; // so that the same file can be chosen again
        take(files);
      },
    });
    return h("label", { class: "file" }, label, input);
  };
  const highlight = (event, isOver) => {
    event.preventDefault();
    event.stopPropagation(); // JupyterLab would move cells
    node.classList.toggle("over", isOver);
  };
  const node = h("div", {
    class: "drop", role: "group", "aria-label": box.title,
    ondragenter: (event) => highlight(event, true),
    ondragover: (event) => highlight(event, true),
    ondragleave: (event) => highlight(event, false),
    ondrop: (event) => {
      highlight(event, false);
      take(droppedFiles(event.dataTransfer));
    },
  },
  h("p", {}, h("b", {}, box.title), ` ${box.about}`),
  h("div", { class: "choose" },
    picker(box.takes_many ? "Choose files" : "Choose a file", { multiple: box.takes_many }),
    box.takes_many && picker("Choose a folder", { webkitdirectory: true }),
    h("span", {}, "or drop here"), collect, remove),
  status, names);

  return {
    name: box.name,
    isRare: box.is_rare,
    node,
    hear({ dropped, sent }) {
      collect.textContent = `Take what the class has sent (${sent})`;
      setHidden(collect, !sent, node.querySelector("input"));
      const rest = dropped.length - SHOWN;
      status.textContent = dropped.length ? `${dropped.length === 1 ? "1 file is" : `${dropped.length} files are`} here:` : "";
      names.replaceChildren(
        ...dropped.slice(0, SHOWN).map((name) => h("li", {}, name)),
        rest > 0 ? h("li", {}, `and ${rest} more`) : "");
      setHidden(remove, !dropped.length, node.querySelector("input"));
    },
  };
}
