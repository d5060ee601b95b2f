// Save an explorer's picture as a file, and share the line of code that shows its view again.
import { button, download, h, liveRegion, svg } from "./dom.js";

const LETTER = 6.2; // pixels that a letter of the credit takes on average
const LINE = 15; // pixels from one line of the credit to the next
const SCALE = 2; // of a saved PNG, for sharp print

/** Return a text as lines of at most about so many letters. */
export function wrapText(text, letters) {
  const lines = [""];
  for (const word of text.split(" ")) {
    const line = lines.at(-1);
    if (line && line.length + word.length > letters) lines.push(word);
    else lines[lines.length - 1] = line ? `${line} ${word}` : word;
  }
  return lines;
}

/**
 * Return the picture of a frame as an SVG element that does not depend on a page.
 *
 * The backdrop is at the bottom, the title and the source are written below the picture, and the
 * theme's variables are replaced by their present colours.
 */
export function poster(frame, { title, credit }) {
  const layers = [...frame.querySelectorAll(".cs-picture svg")];
  const [, , width, height] = layers.at(-1).getAttribute("viewBox").split(" ").map(Number);
  const lines = wrapText(`${title}. ${credit}`, width / LETTER);
  const total = height + LINE * lines.length + 12;
  const sized = layers.map((layer) => {
    const copy = layer.cloneNode(true);
    copy.setAttribute("width", width);
    copy.setAttribute("height", height);
    return copy;
  });
  const written = lines.map((line, row) =>
    svg("text", { x: 4, y: height + 18 + LINE * row, "font-size": 11, fill: "var(--cs-muted)" }, line));
  const picture = svg("svg", { width, height: total, viewBox: `0 0 ${width} ${total}`, "font-family": "sans-serif" },
    svg("rect", { width: "100%", height: "100%", fill: "var(--cs-paper)" }), ...sized, ...written);
  writeOutVariables(picture, getComputedStyle(frame));
  return picture;
}

function writeOutVariables(root, style) {
  const valueOf = (_, name) => (name.startsWith("--cs-") ? style.getPropertyValue(name).trim() : "sans-serif");
  for (const element of [root, ...root.querySelectorAll("*")]) {
    for (const attribute of element.attributes) {
      if (!attribute.value.includes("var(")) continue;
      attribute.value = attribute.value.replace(/var\((--[\w-]+)[^)]*\)/g, valueOf);
    }
  }
}

const svgFile = (picture) => new Blob([new XMLSerializer().serializeToString(picture)], { type: "image/svg+xml" });

function savePng(name, picture) {
  const [width, height] = ["width", "height"].map((side) => Number(picture.getAttribute(side)));
  const image = new Image();
  image.onload = () => {
    const canvas = h("canvas", { width: SCALE * width, height: SCALE * height });
    const context = canvas.getContext("2d");
    context.scale(SCALE, SCALE);
    context.drawImage(image, 0, 0, width, height);
    URL.revokeObjectURL(image.src);
    canvas.toBlob((blob) => download(`${name}.png`, blob));
  };
  image.src = URL.createObjectURL(svgFile(picture));
}

/** Return the panel of the line of code, with buttons to save the picture. */
export function saveAndShare(name, { frame, view }) {
  const code = h("code", { class: "cs-code" });
  const status = liveRegion();
  const picture = () => poster(frame(), view());
  const copy = async () => {
    status.textContent = ""; // so that the same words are read aloud again
    try {
      await navigator.clipboard.writeText(code.textContent);
      status.textContent = "Copied.";
    } catch {
      getSelection().selectAllChildren(code); // the page may not write to the clipboard
      status.textContent = "The line is selected: copy it with Ctrl+C (on a Mac, ⌘C).";
    }
  };
  const small = (text, onclick) => button(text, onclick, { class: "cs-button" });
  return {
    node: h("div", { class: "cs-save" },
      h("p", { class: "cs-row" },
        small("Save as PNG", () => savePng(name, picture())),
        small("Save as SVG", () => download(`${name}.svg`, svgFile(picture()))),
        small("Copy the line", copy)),
      h("p", {}, "In a code cell, this line shows this view again: ", code),
      status),
    show({ call }) {
      if (code.textContent !== call) status.textContent = "";
      code.textContent = call;
      return "Save";
    },
  };
}
