// Close a notebook without a question: its answers are saved, and what was typed in it is saved now.

/** Save a notebook when it is closed, instead of asking whether to discard what changed. */
export async function saveWhenClosed(panel, messageLoop) {
  let isSaved = false;
  await panel.context.ready; // by then JupyterLab's own hook, which asks, is there: the last one comes first
  messageLoop.installMessageHook(panel, (_, { type }) => {
    if (type !== "close-request" || isSaved || !panel.context.model.dirty) return true;
    saveAndClose();
    return false;
  });
  async function saveAndClose() {
    await panel.context.save().catch(() => {}); // JupyterLab has said why, and asks after all
    isSaved = true;
    panel.close();
    isSaved = false;
  }
}
