// Save a notebook that is open in two windows, and ask only where something typed could be lost.

/**
 * Decide for the learner what JupyterLab asks when a notebook's file has changed since it was read.
 *
 * JupyterLab asks at each save ("File Changed": overwrite or revert), even if both windows have
 * only run their cells, and has no setting for it. Here outputs do not count. Where one window
 * alone has typed something, that text is kept; where both have, JupyterLab asks as before.
 */
export function saveFromTwoWindows(context, contents) {
  const ask = context._raiseConflict?.bind(context);
  if (!ask) return; // this JupyterLab does it in another way
  context.lastModifiedCheckMargin = 0; // by itself it takes two saves within half a second for one
  let read = ""; // the text of the file as this window last read or wrote it
  let sent = ""; // the text that is being saved
  let isSaving = false;
  const current = () => textOf(context.model.toJSON());
  context.ready.then(() => { read = current(); });
  context.fileChanged.connect(() => {
    if (!isSaving && context.isReady) read = current();
  });
  context.saveState.connect((_, state) => {
    isSaving = state === "started";
    if (isSaving) sent = current();
    if (state.startsWith("completed")) read = sent;
  });
  context._raiseConflict = async (file, notebook) => {
    const onDisk = textOf((await contents.get(context.path)).content);
    if (onDisk === read || onDisk === sent) return contents.save(context.path, notebook);
    if (current() !== read) return ask(file, notebook);
    await context.revert();
    sent = onDisk;
    return file;
  };
}

/** Return the text of a notebook's cells; JupyterLab adds an empty one when the last is run. */
function textOf({ cells }) {
  const texts = cells.map((cell) => [cell.cell_type, [cell.source].flat().join("")]);
  return JSON.stringify(texts.filter(([, text]) => text.trim()));
}
