// Join a class and hand in, where the teacher's computer serves this page.
//
// lessons/runtime/class_server/__init__.py describes the requests and replies. That server marks
// its pages with a cookie; everywhere else there is none, and nothing is ever sent.
const COOKIE = /(?:^|; )class_code=([^;]+)/;
const UNKNOWN_KEY = 401;
const UNREACHABLE = "The teacher's computer cannot be reached. Your answers are still in this browser: try again later.";

const keys = new Map(); // by the code of the class, for browsers that refuse to store anything

/** Return the code of the class that serves this page, or undefined. */
export const classCode = () => COOKIE.exec(document.cookie)?.[1];

const storageName = () => `cooperative-security-class-${classCode()}`;

function readKey() {
  try {
    return localStorage.getItem(storageName()) ?? keys.get(classCode());
  } catch {
    return keys.get(classCode());
  }
}

function keepKey(key) {
  keys.set(classCode(), key);
  try {
    localStorage.setItem(storageName(), key);
  } catch {
    // It lasts as long as the page.
  }
}

/** Return the code of the pupil who has joined with this browser, or an empty text. */
export const pupilCode = () => readKey()?.split(".")[0] ?? "";

/** Forget who has joined, so that the next pupil at this device gets a code of their own. */
export function leaveClass() {
  keys.delete(classCode());
  try {
    localStorage.removeItem(storageName());
  } catch {
    // Nothing was stored.
  }
}

/** Join the class, unless this browser has; return the pupil's code. Reject with a sentence. */
export async function joinClass() {
  if (!readKey()) keepKey((await replyOf(await post("class/join"))).key);
  return pupilCode();
}

/**
 * Send the text of a hand-in, and join first where that is needed; return `{ pupil, file }` when the
 * teacher's computer has saved it. Reject with an Error whose message is a sentence for the pupil.
 */
export async function sendHandIn(text) {
  await joinClass();
  let response = await postHandIn(text);
  if (response.status === UNKNOWN_KEY) { // the teacher has begun a new class
    leaveClass();
    await joinClass();
    response = await postHandIn(text);
  }
  return await replyOf(response);
}

const postHandIn = (text) =>
  post("class/hand-in", { "Content-Type": "application/json", Authorization: `Bearer ${readKey()}` }, text);

async function post(path, headers = {}, body = "") {
  try {
    return await fetch(new URL(path, document.baseURI), { method: "POST", headers, body });
  } catch {
    throw new Error(UNREACHABLE);
  }
}

async function replyOf(response) {
  if (!response.ok) throw new Error(await response.text() || UNREACHABLE);
  return await response.json();
}
