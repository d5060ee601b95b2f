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

// A form that Enter submits: JupyterLab keeps the browser from doing so in a text field.
const form = (submit, ...kids) =>
  h("form", {
    onsubmit: (e) => (e.preventDefault(), submit()),
    onkeydown: (e) => {
      if (e.key === "Enter" && e.target.tagName === "INPUT") e.preventDefault(), e.currentTarget.requestSubmit();
    },
  }, ...kids);

// Every kind of field: from what the kernel sent to { node, get, set }.
const parts = {};

// What the kernel said: a sign and a word first, then a row for each thing it speaks about.
const said = ({ tone, sign, head, rows = [], text, links = [] }) =>
  h("div", { class: "said " + tone },
    h("p", { class: tone && "tone" }, h("b", {}, sign + " " + head), " " + text),
    ...rows.map(([mark, word, option, why]) =>
      h("p", { class: word && "tone " + word },
        h("b", {}, mark, h("span", { class: "unseen" }, word), " " + option), " – " + why)),
    ...links.map(([title, href]) =>
      h("p", { class: "source" }, "Source: ", href ? h("a", { href, target: "_blank", rel: "noopener" }, title) : title)));

// Send a message. If the learner waits for the reply and none comes, say so.
const caller = (model, quiet) => {
  let timer;
  return {
    send: (message) => {
      clearTimeout(timer);
      if (!/hello|land/.test(message.do)) timer = setTimeout(quiet, 4000, message.card);
      try {
        model.send(message);
      } catch {
        quiet(message.card);
      }
    },
    heard: () => clearTimeout(timer),
  };
};
const NO_REPLY = {
  slot: "note", tone: "", sign: "!", head: "No reply yet.",
  text: "If a cell is still running, wait for it. If not, run this cell again.",
};
