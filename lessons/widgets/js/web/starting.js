// Start Pyodide, and remember the started state so that the next page starts much sooner.
//
// The state is Python's memory with the course's modules loaded, taken before anything of the
// learner is in it. It is kept in the browser's cache, under the addresses of what it was made from.
import { free, inPieces } from "./memory.js";

const CACHE = "cooperative-security-start";
const [LIBRARY, COURSE] = ["/library", "/course"]; // folders of Python's files
const NO_ZIP = "data:,"; // in the place of Pyodide's own standard library
const IMPORTS = "from lessons.web import session; from lessons import explore, hand_in, my_progress, quiz, review";
// Python's generator of random numbers would else continue alike on every page.
const AGAIN = "import random; random.seed()";

/** Return Pyodide with the course's modules loaded. */
export async function startPyodide({ python, archive, env }) {
  const key = `${archive}?${encodeURIComponent(python)}`;
  const archives = [[LIBRARY, unpacked(`${python}library.pack`)], [COURSE, unpacked(archive)]];
  const fsInit = async (fs) => {
    for (const [folder, files] of archives) writeFiles(fs, folder, await files);
  };
  const settings = {
    indexURL: python,
    stdLibURL: NO_ZIP,
    env: { ...env, PYTHONPATH: `${LIBRARY}:${COURSE}` },
    fsInit,
    stdout: () => {},
  };
  const { loadPyodide } = await import(`${python}pyodide.mjs`);
  const load = (more) => loadPyodide({ ...settings, ...more });
  const saved = await remembered(key);
  const pyodide = await (saved && loadSaved(load, saved).catch(() => {})) ?? await load({ _makeSnapshot: true });
  if (pyodide.runPython("import sys; 'lessons' in sys.modules")) pyodide.runPython(AGAIN);
  else {
    pyodide.runPython(IMPORTS);
    remember(key, pyodide.makeMemorySnapshot());
  }
  return pyodide;
}

async function unpacked(address) {
  const { body } = await fetch(address);
  return new Uint8Array(await new Response(body.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());
}

/** Write the files of an archive into a folder: a line of JSON, { path: size, ... }, and their contents. */
export function writeFiles(fs, folder, archive) {
  let end = archive.indexOf("\n".charCodeAt()) + 1;
  const sizes = JSON.parse(new TextDecoder().decode(archive.subarray(0, end)));
  for (const [path, size] of Object.entries(sizes)) {
    const whole = `${folder}/${path}`;
    fs.mkdirTree(whole.slice(0, whole.lastIndexOf("/")));
    // The file system takes over the bytes, without a copy.
    fs.writeFile(whole, archive.subarray(end, end += size), { canOwn: true });
  }
}

async function loadSaved(load, saved) {
  const state = await saved.arrayBuffer();
  const pyodide = await load({ _loadSnapshot: state });
  free(state);
  return pyodide;
}

async function remembered(key) {
  try {
    return await (await caches.open(CACHE)).match(key);
  } catch {
    return undefined; // no cache: the connection is not secure, or the browser refuses it
  }
}

async function remember(key, state) {
  try {
    await caches.delete(CACHE); // states of earlier versions
    await (await caches.open(CACHE)).put(key, new Response(inPieces(state)));
  } catch {
    // There is no room, or no cache: the next page starts as slowly as this one.
  }
  free(state.buffer);
}
