// Run a built site in Pyodide: `node run_cells.js SITE`, with { name: [cell, [what a learner does, ...]] }
// as JSON on its input.
//
// It prints as JSON { pages, dialogues, sources }: what each cell of a page shows, { page: { cell: ... } },
// what the page hears at first and after each step, { name: [[event, ...], ...] }, as
// lessons.web.session returns them, and the files of the standard library that Python had to compile.
import { readdirSync, readFileSync } from "node:fs";
import { devNull } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { loadPyodide } from "pyodide";
import { writeFiles } from "../../lessons/widgets/js/web/starting.js";

const site = process.argv[2];
const asked = JSON.parse(readFileSync(0, "utf8")); // before Pyodide takes over the input
const folder = (start) => join(site, readdirSync(site).find((name) => name.startsWith(start)));
const unpacked = (start, name) => new Uint8Array(gunzipSync(readFileSync(join(folder(start), name))));
const cellsOf = (name) => {
  const text = readFileSync(join(site, name), "utf8");
  return JSON.parse(text.match(/id="course">(.*?)<\/script>/s)[1]).cells;
};
const SOURCES = `
import json, os, sys
files = [getattr(module, "__file__", None) or "" for module in sys.modules.values()]
json.dumps([file for file in files if file.startswith("/library/") and file.endswith(".py") and os.path.exists(file)])
`;

try {
  const pyodide = await loadPyodide({
    env: { COOPERATIVE_SECURITY_HOME: "/home/learner", PYTHONPATH: "/library:/course" },
    fsInit: (fs) => {
      writeFiles(fs, "/library", unpacked("python-", "library.pack"));
      writeFiles(fs, "/course", unpacked("course-", "course.pack"));
    },
    stdLibURL: devNull, // nothing in the place of Pyodide's own
  });
  const session = pyodide.pyimport("lessons.web.session");
  const pages = readdirSync(site).filter((name) => name.endsWith(".html"));
  const shown = (name) => cellsOf(name).map(([cell, source]) => [cell, JSON.parse(session.run(source)).shows]);
  const all = pages.map((name) => [name.replace(".html", ""), Object.fromEntries(shown(name))]);
  session.run("from lessons import explore, quiz");
  const heard = (cell, steps) => {
    const { model, state } = JSON.parse(session.run(cell)).shows;
    const replies = steps.map((step) => JSON.parse(session.receive(model, JSON.stringify(step))));
    return [[{ model, state }], ...replies];
  };
  const dialogues = Object.entries(asked).map(([name, [cell, steps]]) => [name, heard(cell, steps)]);
  const sources = JSON.parse(pyodide.runPython(SOURCES));
  console.log(JSON.stringify({ pages: Object.fromEntries(all), dialogues: Object.fromEntries(dialogues), sources }));
} catch (error) {
  console.error(error.message); // node would print the whole script that failed
  process.exitCode = 1;
}
