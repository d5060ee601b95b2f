// The few helpers that every part of a card is drawn with.

// Make an element. Controls get the attribute that keeps their keys away from the notebook.
const h = (tag, at = {}, ...kids) => {
  const e = document.createElement(tag);
  if (/^(input|button|select|a)$/.test(tag)) e.dataset.lmSuppressShortcuts = "true";
  for (const k in at) k.startsWith("on") ? (e[k] = at[k]) : e.setAttribute(k, at[k]);
  e.append(...kids);
  return e;
};
const button = (text, onclick, at) => h("button", { type: "button", onclick, ...at }, text);

// Every kind of field: from what the kernel sent to { node, get, set }.
const parts = {};

// What the kernel said: a sign and a word first, then a row for each thing it speaks about.
const said = ({ tone, sign, head, rows = [], text, links = [] }) =>
  h("div", { class: "said " + tone },
    h("p", {}, h("b", {}, sign + " " + head), text ? " " + text : ""),
    ...(rows.length ? [h("ul", {}, ...rows.map(([s, option, why]) =>
      h("li", {}, s, h("b", {}, option), " " + why)))] : []),
    ...links.map(([title, href]) =>
      h("p", { class: "source" }, "Source: ", href ? h("a", { href, target: "_blank", rel: "noopener" }, title) : title)));

// Send a message; say so if nobody answers.
const caller = (model, quiet) => {
  let timer;
  return {
    send: (message) => {
      clearTimeout(timer);
      timer = setTimeout(quiet, 8000);
      model.send(message);
    },
    heard: () => clearTimeout(timer),
  };
};
const NO_REPLY = {
  tone: "note", sign: "!", head: "No reply yet.",
  text: "If a cell is still running, wait for it. If not, run this cell again.",
};
