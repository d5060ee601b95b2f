// Run the cells of all pages of a built site in Pyodide: `node run_cells.js SITE`.
//
// It prints, as JSON, what each cell shows: { page: { cell: what lessons.web.session returns } }.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { loadPyodide } from "pyodide";

const site = process.argv[2];
const folder = (start) => join(site, readdirSync(site).find((name) => name.startsWith(start)));
const cellsOf = (name) => {
  const text = readFileSync(join(site, name), "utf8");
  return JSON.parse(text.match(/id="course">(.*?)<\/script>/s)[1]).cells;
};

try {
  const pyodide = await loadPyodide({
    env: { COOPERATIVE_SECURITY_HOME: "/home/learner" },
    stdLibURL: join(folder("python-"), "python_stdlib.zip"),
  });
  pyodide.unpackArchive(new Uint8Array(readFileSync(join(folder("course-"), "course.zip"))), "zip", { extractDir: "/course" });
  pyodide.runPython('import sys; sys.path.insert(0, "/course")');
  const session = pyodide.pyimport("lessons.web.session");
  const pages = readdirSync(site).filter((name) => name.endsWith(".html"));
  const shown = (name) => cellsOf(name).map(([cell, source]) => [cell, JSON.parse(session.run(source)).shows]);
  const all = pages.map((name) => [name.replace(".html", ""), Object.fromEntries(shown(name))]);
  console.log(JSON.stringify(Object.fromEntries(all)));
} catch (error) {
  console.error(error.message); // node would print the whole script that failed
  process.exitCode = 1;
}
