// Start Pyodide, and remember the started state so that the next page starts much sooner.
//
// The state is Python's memory with the course's modules loaded, taken before anything of the
// learner is in it. It is kept in the browser's cache, under the addresses of what it was made from.
import { free, inPieces } from "./memory.js";
import { fill, usedBlocks } from "./state.js";

const CACHE = "cooperative-security-start";
const LAYOUT = "x-layout"; // header of a state: as JSON, which blocks of memory it holds
const [LIBRARY, COURSE] = ["/library", "/course"]; // folders of Python's files
const NO_ZIP = "data:,"; // in the place of Pyodide's own standard library
const IMPORTS = "from lessons.web import session; from lessons import explore, hand_in, my_progress, quiz, review";
// Otherwise Python's random numbers would be the same on every page.
const AGAIN = "import random; random.seed()";
const LOADED = "import json, sys; json.dumps([getattr(module, '__file__', None) for module in sys.modules.values()])";

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
  const pyodide = await (saved && loadSaved(load, python, saved).catch(() => {})) ?? await load({ _makeSnapshot: true });
  if (pyodide.runPython("import sys; 'lessons' in sys.modules")) pyodide.runPython(AGAIN);
  else {
    pyodide.runPython(IMPORTS);
    remember(key, pyodide);
  }
  const loaded = new Set(JSON.parse(pyodide.runPython(LOADED)));
  for (const [folder, files] of archives) release(pyodide.FS, folder, await files, loaded);
  return pyodide;
}

async function unpacked(address) {
  const { body } = await fetch(address);
  return new Uint8Array(await new Response(body.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());
}

/** Write the files of an archive into a folder. The file system takes over the bytes, without a copy. */
export function writeFiles(fs, folder, archive) {
  for (const [path, content] of filesOf(folder, archive)) {
    fs.mkdirTree(path.slice(0, path.lastIndexOf("/")));
    fs.writeFile(path, content, { canOwn: true });
  }
}

/** Yield the files of an archive: it is a line of JSON, { path: size, ... }, and their contents. */
function* filesOf(folder, archive) {
  let end = archive.indexOf("\n".charCodeAt()) + 1;
  const sizes = JSON.parse(new TextDecoder().decode(archive.subarray(0, end)));
  for (const [path, size] of Object.entries(sizes)) yield [`${folder}/${path}`, archive.subarray(end, end += size)];
}

/** Give an archive's memory back: empty the modules that are loaded, and copy the other files. */
function release(fs, folder, archive, loaded) {
  for (const [path, content] of filesOf(folder, archive)) {
    if (loaded.has(path)) fs.truncate(path, 0);
    else fs.writeFile(path, content.slice(), { canOwn: true });
  }
  free(archive.buffer);
}

/** Start Pyodide from a saved state; its memory is then as it was when the state was taken. */
async function loadSaved(load, python, saved) {
  const { size, blocks, references } = JSON.parse(saved.headers.get(LAYOUT));
  const { default: create } = await import(`${python}pyodide.asm.mjs`);
  const createPyodideModule = async (settings) => {
    const module = await create(Object.assign(settings, { INITIAL_MEMORY: size }));
    const state = await saved.arrayBuffer();
    module.API.restoreSnapshot = () => {
      fill(module.HEAPU8, blocks, new Uint8Array(state));
      free(state);
      return references;
    };
    return module;
  };
  return await load({ _loadSnapshot: new Uint8Array(), createPyodideModule });
}

async function remembered(key) {
  try {
    return await (await caches.open(CACHE)).match(key);
  } catch {
    return undefined; // no cache: the connection is not secure, or the browser refuses it
  }
}

async function remember(key, { _api, _module: { HEAPU8: memory } }) {
  const { blocks, state } = usedBlocks(memory);
  const layout = { size: memory.length, blocks, references: _api.serializeHiwireState() };
  try {
    await caches.delete(CACHE); // states of earlier versions
    const response = new Response(inPieces(state), { headers: { [LAYOUT]: JSON.stringify(layout) } });
    await (await caches.open(CACHE)).put(key, response);
  } catch {
    // There is no room, or no cache: the next page starts as slowly as this one.
  }
  free(state.buffer);
}
