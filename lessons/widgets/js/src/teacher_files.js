// The addresses at which the server takes and shows a teacher's files: lessons/teaching/server.py.
const ADDRESS = "cooperative-security/teaching";
const NOT_FOUND = 404;
const TOO_LARGE = 413;
const REASONS = {
  [NOT_FOUND]: "This page was not opened by start.py. Close it, and type: python3 start.py teacher",
  [TOO_LARGE]: "The file is too large.",
};

const encoded = (path) => path.split("/").map(encodeURIComponent).join("/");

/** Return the address of the Jupyter server that has made this page. */
function baseUrl() {
  const settings = document.getElementById("jupyter-config-data");
  return settings ? JSON.parse(settings.textContent).baseUrl : "/";
}

/** Return the address of a file in the teacher's folder. */
export const fileAddress = (path) => `${baseUrl()}${ADDRESS}/files/${encoded(path)}`;

/** Return whether an address is that of a file in the teacher's folder, which JupyterLab cannot open. */
export const isTeacherFile = (address) => address.includes(`/${ADDRESS}/files/`);

/** Send a file to a box. Throw an Error, with a sentence for the teacher, if it was not taken. */
export async function sendFile(box, name, file) {
  const xsrf = document.cookie.match(/(?:^|; )_xsrf=([^;]+)/)?.[1] ?? "";
  let reply;
  try {
    reply = await fetch(`${baseUrl()}${ADDRESS}/dropped/${box}?name=${encodeURIComponent(name)}`, {
      method: "PUT", body: file, headers: { "X-XSRFToken": xsrf },
    });
  } catch {
    throw new Error("The connection was lost, or the file cannot be read. Try again.");
  }
  if (reply.ok) return;
  const answer = await reply.json().catch(() => ({}));
  throw new Error(REASONS[reply.status] ?? answer.message ?? `The server answered ${reply.status}.`);
}

/** Return `[path, file]` for each file that was dropped, also for those in folders. */
export async function droppedFiles(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.length) return [...transfer.files].map((file) => [file.name, file]);
  return (await Promise.all(entries.map(filesIn))).flat();
}

/** Return `[path, file]` for each file that was chosen, with the folders of a folder. */
export const chosenFiles = (files) => [...files].map((file) => [file.webkitRelativePath || file.name, file]);

async function filesIn(entry) {
  if (entry.isFile) {
    const file = await new Promise((resolve, reject) => { entry.file(resolve, reject); });
    return [[entry.fullPath.slice(1), file]];
  }
  const reader = entry.createReader();
  const found = [];
  for (;;) { // a browser gives a hundred entries at a time
    const some = await new Promise((resolve, reject) => { reader.readEntries(resolve, reject); });
    if (!some.length) return (await Promise.all(found.map(filesIn))).flat();
    found.push(...some);
  }
}
