// Send messages to the kernel, and show what it answers.
import { RUN_ALL, startButton, watchConnection } from "./connection.js";
import { h, uniqueId } from "./dom.js";

const PATIENCE = 4000; // milliseconds until a missing reply is mentioned

/** What to show when the kernel does not answer. */
export const NO_REPLY = {
  slot: "note", sign: "!", heading: "No reply yet.", start: 1,
  text: `Something else may be running. If nothing happens: ${RUN_ALL}`,
};

/**
 * Return `{ request, send, replied, stop }` for a widget's model, drawn in the element `el`.
 *
 * `request(message)` sends and calls `onSilence(message)` if no reply has come after some seconds;
 * `send(message)` waits for none. `replied(messages)` takes what has come: the kernel repeats in
 * a reply which `request` it is for, because messages for another reason, such as the answers of
 * the journal, may come in between. `onBack()` is called when a lost connection to the kernel is
 * restored.
 */
export function messenger(model, el, onSilence, onBack) {
  let timer;
  let awaited; // the name of the last request
  const forget = () => clearTimeout(timer);
  const replied = (messages) => {
    if (messages.some((message) => message.request === awaited)) forget();
  };
  const send = (message) => {
    try {
      model.send(message);
    } catch {
      onSilence(message); // the connection to the kernel is closed
    }
  };
  const request = (message) => {
    forget();
    awaited = uniqueId(); // because another window receives the replies to this one, too
    timer = setTimeout(onSilence, PATIENCE, message);
    send({ ...message, request: awaited });
  };
  const stopWatching = watchConnection(el, { onLost: forget, onBack });
  const stop = () => {
    forget();
    stopWatching();
  };
  return { request, send, replied, stop };
}

/**
 * Return an element for a message of the kernel: a sign and a heading, then the text.
 *
 * `tone` is "good", "mid", "bad" or nothing; `rows` are `[sign, word, option, reason]`, one for
 * each part of an answer; `links` are `[title, address]` of sources; with `start`, a button runs
 * the notebook where the page can do so.
 */
export function feedback({ tone = "", sign, heading, text = "", rows = [], links = [], start }) {
  return h("div", { class: `feedback ${tone}` },
    h("p", { class: tone && "tone" }, h("b", {}, `${sign} ${heading}`), ` ${text} `, start && startButton()),
    ...rows.map(feedbackRow),
    ...links.map(sourceLine));
}

const feedbackRow = ([sign, word, option, reason]) =>
  h("p", { class: word && `tone ${word}` },
    h("b", {}, sign, h("span", { class: "visually-hidden" }, word), ` ${option}`), ` – ${reason}`);

const sourceLine = ([title, href]) =>
  h("p", { class: "source" }, "Source: ",
    href ? h("a", { href, target: "_blank", rel: "noopener" }, title) : title);
