import assert from "node:assert/strict";
import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import test from "node:test";
import { folderStore } from "../../web/store.js";
import { emptyDatabase, emptyFolder } from "./database.js";

/** Open a tab: a folder of its own that is stored in a database; `answer` writes as Python does. */
function tab(database) {
  const { fs, folder, path } = emptyFolder();
  const journal = path("journal.jsonl");
  return {
    ...folderStore(database, fs, folder),
    path,
    answer: (line) => appendFileSync(journal, `${line}\n`),
    empty: () => writeFileSync(journal, ""),
    answers: () => readFileSync(journal, "utf8").split("\n").filter(Boolean),
  };
}

const stored = (database) => [...database.stores.answers.values()];

test("tabs that answer at once keep all answers, and see those of the others once", async () => {
  const database = emptyDatabase();
  const [first, second] = [tab(database), tab(database)];
  first.answer("a");
  second.answer("b");
  await Promise.all([first.push(), second.push()]);
  first.answer("c");
  await first.push();
  for (const page of [first, second, tab(database)]) {
    await page.pull();
    await page.pull();
    assert.deepEqual(page.answers().sort(), ["a", "b", "c"]);
  }
  assert.equal(stored(database).length, 3);
});

test("what a full database refuses is stored as soon as there is room", async () => {
  const database = emptyDatabase();
  const page = tab(database);
  page.answer("a");
  database.full = true;
  await assert.rejects(page.push(), { name: "QuotaExceededError" });
  assert.deepEqual([page.answers(), stored(database)], [["a"], []]);
  database.full = false;
  page.answer("b");
  await page.push();
  assert.deepEqual(stored(database), ["a", "b"]);
});

test("answers that one tab deletes are gone in the others, and later ones stay", async () => {
  const database = emptyDatabase();
  const [first, second] = [tab(database), tab(database)];
  first.answer("a");
  await first.push();
  await second.pull();
  first.empty();
  await first.push();
  await second.pull();
  assert.deepEqual(second.answers(), []);
  second.answer("b");
  await second.push();
  await first.pull();
  assert.deepEqual([first.answers(), stored(database)], [["b"], ["b"]]);
});

test("a journal that was put aside by one tab is stored beside the one that is begun", async () => {
  const database = emptyDatabase();
  const page = tab(database);
  page.answer("a");
  await page.push();
  writeFileSync(page.path("journal-1.jsonl"), "a\n");
  page.empty();
  await page.push();
  const later = tab(database);
  await later.pull();
  assert.deepEqual(later.answers(), []);
  assert.equal(readFileSync(later.path("journal-1.jsonl"), "utf8"), "a\n");
});

test("a preference is stored, replaced and deleted", async () => {
  const database = emptyDatabase();
  const page = tab(database);
  for (const country of ["JPN", "FIN"]) {
    writeFileSync(page.path("preferences.json"), country);
    await page.push();
  }
  const later = tab(database);
  await later.pull();
  assert.equal(readFileSync(later.path("preferences.json"), "utf8"), "FIN");
  rmSync(page.path("preferences.json"));
  await page.push();
  const last = tab(database);
  await last.pull();
  assert.equal(existsSync(last.path("preferences.json")), false);
});
