// What the store needs of a browser and of Pyodide: IndexedDB in memory, and a folder of node's.
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

globalThis.IDBKeyRange = { lowerBound: (lowest) => ({ includes: (key) => key > lowest }) };

const answer = (result) => {
  const request = { result };
  queueMicrotask(() => request.onsuccess?.({ target: request }));
  return request;
};

/** Hold the records of an object store, in the order of their keys; `write` adds what it is given to a transaction. */
function objectStore(records, write) {
  return {
    getAllKeys: () => answer([...records.keys()]),
    getAll: (range) => answer([...records].filter(([key]) => !range || range.includes(key)).map(([, value]) => value)),
    add(value) {
      const key = records.nextKey;
      records.nextKey += 1;
      write(() => records.set(key, value));
      return answer(key);
    },
    put: (value, key) => write(() => records.set(key, value)),
    delete: (key) => write(() => records.delete(key)),
    clear: () => write(() => records.clear()),
  };
}

/** Return a database; where `full` is set, no transaction that writes is completed. */
export function emptyDatabase() {
  const stores = {};
  for (const name of ["answers", "files"]) stores[name] = Object.assign(new Map(), { nextKey: 1 });
  return {
    full: false,
    stores,
    transaction() {
      const changes = [];
      const transaction = { objectStore: (name) => objectStore(stores[name], (change) => changes.push(change)) };
      setTimeout(() => {
        if (this.full && changes.length) {
          transaction.error = new DOMException("full", "QuotaExceededError");
          transaction.onabort?.();
          return;
        }
        changes.forEach((change) => change());
        transaction.oncomplete?.();
      });
      return transaction;
    },
  };
}

/** Return a new folder, and the part of Pyodide's file system that the store uses. */
export function emptyFolder() {
  const folder = join(mkdtempSync(join(tmpdir(), "store-")), "learner");
  const fs = {
    analyzePath: (path) => ({ exists: existsSync(path) }),
    stat: statSync,
    isDir: (mode) => (mode & 0o170000) === 0o040000,
    mkdirTree: (path) => mkdirSync(path, { recursive: true }),
    readdir: readdirSync,
    readFile: (path, { encoding } = {}) => readFileSync(path, encoding),
    writeFile: (path, text, { flags } = {}) => (flags === "a" ? appendFileSync : writeFileSync)(path, text),
  };
  return { fs, folder, path: (name) => join(folder, name) };
}
