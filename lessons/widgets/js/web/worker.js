// Run the course's Python in a worker: start Pyodide, run the lesson's cells, answer the page.
//
// The page sends { start: { python, archive, cells } } once, and then { model, content } for what a
// learner does. It gets { step } while the course starts, { cell, shows } for each cell, { model, ... }
// for widgets, { ready }, { unsaved } where answers cannot be stored, { failed }, and { lock }, the
// name of a lock that becomes free when this worker ends, for whatever reason.
import { startPyodide } from "./starting.js";
import { folderStore, openDatabase } from "./store.js";

const HOME = "/home/learner";
const ENVIRONMENT = { COOPERATIVE_SECURITY_HOME: HOME, HOME };

let session;
let store;
let work = Promise.resolve(); // one thing after another, in the order in which the page asks

self.onmessage = ({ data }) => {
  work = work.then(() => (data.start ? start(data.start) : receive(data))).catch(fail);
};

async function start({ python, archive, cells }) {
  holdLock();
  self.postMessage({ step: "loading" });
  const pyodide = await startPyodide({ python, archive, env: ENVIRONMENT });
  await openStore(pyodide.FS);
  session = pyodide.pyimport("lessons.web.session");
  self.postMessage({ step: "running" });
  for (const [cell, source] of cells) {
    const { shows, events } = JSON.parse(session.run(source));
    await save();
    self.postMessage({ cell, shows });
    events.forEach((event) => self.postMessage(event));
  }
  self.postMessage({ ready: true });
}

/** Hold a lock as long as this worker lives; browsers have none where a connection is not secure. */
function holdLock() {
  const lock = `cooperative-security-${Math.random()}`;
  navigator.locks?.request(lock, () => {
    self.postMessage({ lock });
    return new Promise(() => {});
  });
}

async function openStore(fs) {
  fs.mkdirTree(HOME);
  try {
    store = folderStore(await openDatabase(), fs, HOME);
    await store.pull();
  } catch (error) {
    store = undefined;
    self.postMessage({ unsaved: describe(error) });
  }
}

async function receive({ model, content }) {
  await store?.pull().catch(() => {}); // what other tabs have stored can wait
  const events = JSON.parse(session.receive(model, JSON.stringify(content)));
  await save();
  events.forEach((event) => self.postMessage(event));
}

/** Store what Python has written, before the page hears of it. */
async function save() {
  try {
    await store?.push();
  } catch (error) {
    self.postMessage({ unsaved: describe(error) });
  }
}

const describe = (error) => `${error?.name ?? "Error"}: ${error?.message ?? error}`;

const fail = (error) => self.postMessage({ failed: describe(error) });
