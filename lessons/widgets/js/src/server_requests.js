// Ask the learner's own server for what needs no kernel, and for a kernel before Jupyter does.

const ANSWERS = "cooperative-security/answers"; // see lessons/widgets/saved_answers.py
const PAGE = /\/(?:tree|notebooks)\/((?:.*\/)?(?:\d\d_\w+|my-progress|review)\.ipynb)$/; // of the course

/** Return the saved answers to questions as texts by id: nothing where the server has no journal. */
export async function savedAnswers(ids, settings) {
  if (!ids.length) return {};
  const query = new URLSearchParams({ questions: ids.join(",") });
  return (await ask(`${ANSWERS}?${query}`, settings)) ?? {};
}

/** Return the path of the course's notebook at the page's address, or nothing. */
export const pathOfPage = () => PAGE.exec(decodeURIComponent(location.pathname))?.[1];

/**
 * Start the kernel of the page while JupyterLab still loads; return its session, or nothing.
 *
 * A kernel needs as long to start as JupyterLab needs to load.
 */
export async function startKernelEarly(settings, path = pathOfPage()) {
  const body = JSON.stringify({ path, name: path, type: "notebook", kernel: { name: "python3" } });
  return path && ask("api/sessions", settings, { method: "POST", body });
}

/**
 * Connect to a kernel that was started early; return what a notebook's context has to be given.
 *
 * JupyterLab then finds a session for its path, starts no other, and uses this connection as soon
 * as the context is there, and not only when the notebook is drawn.
 */
export function connectEarly(sessions, started, path = pathOfPage()) {
  let early = path && started.then((model) => model && lend(sessions, sessions.connectTo({ model })));
  return ({ path: opened, sessionContext }) => {
    if (opened !== path || !early) return;
    const connected = early;
    early = null; // a context that comes later finds its own
    const initialize = sessionContext.initialize.bind(sessionContext);
    sessionContext.initialize = async () => {
      await connected;
      return initialize();
    };
    connected.then((session) => session && sessionContext.initialize());
  };
}

/** Give a session to whoever connects to it next: only one connection handles a kernel's widgets. */
function lend(sessions, session) {
  const connectTo = sessions.connectTo.bind(sessions);
  sessions.connectTo = (options) => {
    if (options.model.id !== session.id) return connectTo(options);
    sessions.connectTo = connectTo;
    return session;
  };
  return session;
}

/** Return the server's reply, or null where there is none: the page shows without it. */
async function ask(address, { baseUrl, token, fetch }, options = {}) {
  const [, xsrf = ""] = /\b_xsrf=([^;]+)/.exec(document.cookie) ?? [];
  const headers = { "X-XSRFToken": xsrf, ...(token ? { Authorization: `token ${token}` } : {}) };
  try {
    const reply = await fetch(`${baseUrl}${address}`, { ...options, headers });
    return reply.ok ? await reply.json() : null;
  } catch {
    return null; // no connection
  }
}
