// Compile the course for the browser's Python: `node compile.js FOLDER`, called by the build.
//
// FOLDER holds `course`, as it is unpacked in the browser, and `library`, the standard library of
// Pyodide; lessons/web/compiling.py compiles both in place.
import { loadPyodide } from "pyodide";

const HERE = "/build";
// The same code each time; and lines, but no columns, for tracebacks: columns weigh half a megabyte.
const ENVIRONMENT = { HOME: "/", PYTHONHASHSEED: "0", PYTHONNODEBUGRANGES: "1" };
const COMPILE = `
import sys
sys.dont_write_bytecode = True
sys.path.insert(0, "${HERE}/course")
from lessons.web import compiling, session
compiling.compile_all("${HERE}/course", "${HERE}/library")
`;

try {
  const pyodide = await loadPyodide({ env: ENVIRONMENT });
  pyodide.mountNodeFS(HERE, process.argv[2]);
  pyodide.runPython(COMPILE);
} catch (error) {
  console.error(error.message); // node would print the whole script that failed
  process.exitCode = 1;
}
