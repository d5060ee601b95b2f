// Keep the whole site in the browser, so that it opens without a network.
//
// The build puts `COURSE` before this script: { version, files: {path: checksum} }, paths from the
// folder of the site on. Files are cached under their checksum. So an update fetches only what has
// changed, and pages of two versions never share a file: a worker answers from its own list, and a
// new one waits until every page of the old version is closed.
/* global COURSE */

const CACHE = "cooperative-security";
const AT_ONCE = 6; // downloads, as many as browsers make from one host

const place = (checksum) => `${self.registration.scope}by-content/${encodeURIComponent(checksum)}`;

/** Return the checksum of the file that an address of the site stands for, if there is one. */
function checksumOf(address) {
  const { origin, pathname } = new URL(address);
  const path = (origin + pathname).slice(self.registration.scope.length);
  return COURSE.files[decodeURIComponent(path) || "index.html"];
}

/** Store a file, past the browser's own cache if that holds another version; reject if it differs. */
async function store(cache, path, checksum) {
  for (const use of ["default", "reload"]) {
    // The browser itself compares the checksum, without a copy of the file in this script's memory.
    const response = await fetch(self.registration.scope + path, { cache: use, integrity: checksum }).catch(() => {});
    if (response?.ok) return await cache.put(place(checksum), response);
  }
  throw new Error(`${path} is not of version ${COURSE.version}`); // the site is being replaced now
}

async function install() {
  const cache = await caches.open(CACHE);
  const waiting = Object.entries(COURSE.files);
  const fill = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const [path, checksum] = next;
      if (!await cache.match(place(checksum))) await store(cache, path, checksum);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, fill));
}

/** Delete the files of earlier versions: no page of theirs is open any more. */
async function clean() {
  const cache = await caches.open(CACHE);
  const current = new Set(Object.values(COURSE.files).map(place));
  const old = (await cache.keys()).filter(({ url }) => !current.has(url));
  await Promise.all(old.map((request) => cache.delete(request)));
}

async function answer(request, checksum) {
  const cache = await caches.open(CACHE);
  return (await cache.match(place(checksum))) ?? fetch(request);
}

self.addEventListener("install", (event) => event.waitUntil(install()));
// The page of a first visit belongs to this version from then on: a newer one waits for it, too.
self.addEventListener("activate", (event) => event.waitUntil(clean().then(() => self.clients.claim())));
self.addEventListener("fetch", (event) => {
  const checksum = event.request.method === "GET" && checksumOf(event.request.url);
  if (checksum) event.respondWith(answer(event.request, checksum));
});
