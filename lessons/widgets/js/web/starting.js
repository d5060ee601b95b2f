// Start Pyodide, and remember the started state so that the next page starts much sooner.
//
// The state is Python's memory with the course's modules loaded, taken before anything of the
// learner is in it. It is kept in the browser's cache, under the addresses of what it was made from.
const CACHE = "cooperative-security-start";
const IMPORTS = "from lessons.web import session; from lessons import explore, hand_in, my_progress, quiz, review";
// Python's generator of random numbers would else continue alike on every page.
const AGAIN = "import random; random.seed()";

/** Return Pyodide with the course in a folder and its modules loaded. */
export async function startPyodide({ python, archive, folder, options }) {
  const key = `${archive}?${encodeURIComponent(python)}`;
  const { loadPyodide } = await import(`${python}pyodide.mjs`);
  const course = fetch(archive).then(unpacked);
  const load = (more) => loadPyodide({ indexURL: python, stdout: () => {}, ...options, ...more });
  const saved = await remembered(key);
  const pyodide = await (saved && load({ _loadSnapshot: bytesOf(saved) }).catch(() => {})) ?? await load({ _makeSnapshot: true });
  const isAgain = pyodide.runPython("import sys; 'lessons' in sys.modules");
  pyodide.unpackArchive(await course, "zip", { extractDir: folder });
  if (isAgain) pyodide.runPython(AGAIN);
  else {
    pyodide.runPython(`sys.path.insert(0, "${folder}"); ${IMPORTS}`);
    remember(key, pyodide.makeMemorySnapshot());
  }
  return pyodide;
}

const unpacked = ({ body }) => new Response(body.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();

/**
 * Return an object to await for the bytes of a response.
 *
 * Pyodide holds on to what it is given as long as it runs. A promise would hold the bytes, too.
 */
const bytesOf = (response) => ({
  then: (use, fail) => response.arrayBuffer().then((bytes) => use(new Uint8Array(bytes)), fail),
});

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
    await (await caches.open(CACHE)).put(key, new Response(state));
  } catch {
    // There is no room, or no cache: the next page starts as slowly as this one.
  }
}
