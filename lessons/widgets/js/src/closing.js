// Close a notebook without a question: its answers are saved, and what was typed in it is saved now.

const STARTING = 30_000; // milliseconds that a kernel may take to start; some never do

/**
 * Save a notebook when it is closed, instead of asking whether to discard what changed.
 *
 * JupyterLab saves by itself each second. If a notebook were closed while it is being saved, an
 * error would stay on the screen; if it were closed while its kernel starts, the kernel would keep
 * running. So this waits for both.
 */
export async function saveWhenClosed(panel, messageLoop) {
  const { context } = panel;
  const { sessionContext } = context;
  const saves = watchSaves(context);
  let isSaved = false;
  await undefined; // then JupyterLab's own hook, which asks, is there: the last one comes first
  messageLoop.installMessageHook(panel, (_, { type }) => {
    const isAtWork = context.model.dirty || saves.size || !sessionContext.isReady;
    if (type !== "close-request" || isSaved || !isAtWork) return true;
    saveAndClose();
    return false;
  });
  async function saveAndClose() {
    if (!sessionContext.isReady) await Promise.race([sessionContext.ready, pause(STARTING)]);
    let isRefused = false; // JupyterLab has said why, and asks after all
    while (saves.size || (context.model.dirty && !isRefused)) {
      if (saves.size) await Promise.allSettled(saves);
      else await context.save().catch(() => { isRefused = true; });
    }
    isSaved = true;
    panel.close();
    isSaved = false;
  }
}

/** Return the saves of a document that are under way, as a set of promises that stays up to date. */
function watchSaves(context) {
  const underWay = new Set();
  const save = context.save.bind(context);
  context.save = () => {
    const saving = save().finally(() => underWay.delete(saving));
    underWay.add(saving);
    return saving;
  };
  return underWay;
}

const pause = (time) => new Promise((resolve) => { setTimeout(resolve, time); });
