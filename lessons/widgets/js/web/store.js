// Keep the learner's folder in the browser's database, safe with several tabs.
//
// Python in the worker writes ordinary files in a folder in memory. The journal is stored as one
// record a line under keys that only grow, so that tabs which answer at once never overwrite each
// other; every other file is one record under its path.

const DATABASE = "cooperative-security";
const [LINES, FILES] = ["answers", "files"];
const JOURNAL = "journal.jsonl";
// Wait until an answer is on the disk: a page may be closed right after its feedback.
const STRICT = { durability: "strict" };

const done = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

const completed = (transaction) => new Promise((resolve, reject) => {
  transaction.oncomplete = resolve;
  transaction.onerror = () => reject(transaction.error);
  transaction.onabort = () => reject(transaction.error);
});

/** Open the database; reject where the browser refuses one. */
export async function openDatabase(factory = indexedDB) {
  const request = factory.open(DATABASE, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(LINES, { autoIncrement: true });
    request.result.createObjectStore(FILES);
  };
  return await done(request);
}

/**
 * Return `{ pull, push }` for a folder of a file system such as Pyodide's.
 *
 * `pull()` brings what other tabs have stored since the last time into the folder; `push()` stores
 * what was written there. Each rejects where the database fails; what was not stored is stored by
 * the next `push()` that works.
 */
export function folderStore(database, fs, folder) {
  const journal = `${folder}/${JOURNAL}`;
  let first; // the key of the first record, to notice that another tab has emptied the journal
  let last = 0; // the key up to which records are in the file
  let synced = 0; // bytes of the file that are stored
  const own = new Set(); // keys above `last` whose lines are in the file already
  const stored = new Map(); // the text of every other file, by its path

  const size = (path) => (fs.analyzePath(path).exists ? fs.stat(path).size : 0);
  const append = (text) => {
    fs.writeFile(journal, text, { flags: "a" });
    synced = size(journal);
  };
  const startAgain = () => {
    fs.writeFile(journal, "");
    [first, last, synced] = [undefined, 0, 0];
    own.clear();
  };

  async function pull() {
    if (size(journal) > synced) await push();
    const transaction = database.transaction([LINES, FILES], "readonly");
    const lines = transaction.objectStore(LINES);
    const keys = await done(lines.getAllKeys());
    if (first !== undefined && keys[0] !== first) startAgain();
    first = keys[0];
    const range = IDBKeyRange.lowerBound(last, true);
    const news = await done(lines.getAll(range));
    const texts = news.filter((_, index) => !own.has(keys[keys.length - news.length + index]));
    if (texts.length) append(texts.map((text) => `${text}\n`).join(""));
    last = keys.at(-1) ?? last;
    own.clear();
    await pullFiles(transaction.objectStore(FILES));
  }

  async function pullFiles(store) {
    const [paths, texts] = await Promise.all([done(store.getAllKeys()), done(store.getAll())]);
    paths.forEach((path, index) => {
      if (stored.get(path) === texts[index]) return;
      const whole = `${folder}/${path}`;
      fs.mkdirTree(whole.slice(0, whole.lastIndexOf("/")));
      fs.writeFile(whole, texts[index]);
      stored.set(path, texts[index]);
    });
  }

  async function push() {
    const now = size(journal);
    const [changed, gone] = otherFiles();
    if (now === synced && !changed.length && !gone.length) return;
    const transaction = database.transaction([LINES, FILES], "readwrite", STRICT);
    const finished = completed(transaction);
    const [lines, files] = [LINES, FILES].map((name) => transaction.objectStore(name));
    if (now < synced) lines.clear(); // the learner has deleted the answers
    const text = new TextDecoder().decode(fs.readFile(journal).subarray(now < synced ? 0 : synced));
    const keys = [];
    for (const line of text.split("\n").filter(Boolean)) {
      lines.add(line).onsuccess = ({ target }) => keys.push(target.result);
    }
    changed.forEach(([path, content]) => files.put(content, path));
    gone.forEach((path) => files.delete(path));
    await finished;
    if (now < synced) first = undefined;
    first ??= keys[0];
    synced = now;
    keys.forEach((key) => own.add(key));
    changed.forEach(([path, content]) => stored.set(path, content));
    gone.forEach((path) => stored.delete(path));
  }

  /** Return `[path, text]` of each file beside the journal that has changed, and the paths of those that are gone. */
  function otherFiles() {
    const paths = filesIn(folder).map((path) => path.slice(folder.length + 1)).filter((path) => path !== JOURNAL);
    const texts = paths.map((path) => [path, fs.readFile(`${folder}/${path}`, { encoding: "utf8" })]);
    const gone = [...stored.keys()].filter((path) => !paths.includes(path));
    return [texts.filter(([path, text]) => stored.get(path) !== text), gone];
  }

  function filesIn(directory) {
    return fs.readdir(directory).filter((name) => !name.startsWith(".")).flatMap((name) => {
      const path = `${directory}/${name}`;
      return fs.isDir(fs.stat(path).mode) ? filesIn(path) : [path];
    });
  }

  fs.mkdirTree(folder);
  if (!size(journal)) fs.writeFile(journal, "");
  return { pull, push };
}
