// Open the notebook at the page's address without JupyterLab's usual waits.

/**
 * Let JupyterLab open the notebook at the page's address as soon as the window's layout is back.
 *
 * By itself, it would first save the layout, half a second after it changed, and then let the file
 * browser go to the notebook's folder. Meanwhile it would fill the empty window with its launcher.
 */
export function openSoon({ commands, restored }, path) {
  const execute = commands.execute.bind(commands);
  let isOpened = false;
  commands.execute = (id, args) => {
    const isClone = /[?&]clone/.test(args?.search); // of a layout: it has another address
    if (id === "apputils:load-statedb" && !isClone) return Promise.race([execute(id, args), restored]);
    if (id === "launcher:create" && !args && !isOpened) return Promise.resolve();
    if (id !== "filebrowser:open-path" || args?.path !== path) return execute(id, args);
    execute("filebrowser:go-to-path", args);
    const opened = execute("docmanager:open", { path }).catch(() => execute(id, args)); // says what is wrong
    return opened.finally(() => { isOpened = true; });
  };
}
