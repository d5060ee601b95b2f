// Wait for what Jupyter draws later.

/** Return whether `isTrue()` is true of a node soon; with an `owner`, before that is closed. */
export function becomesTrue(node, owner, isTrue, patience) {
  return new Promise((resolve) => {
    const end = (result) => {
      observer.disconnect();
      resolve(result);
    };
    const check = () => {
      if (isTrue()) end(true);
    };
    const observer = new MutationObserver(check);
    observer.observe(node, { attributes: true, attributeFilter: ["class"], childList: true, subtree: true });
    if (owner) owner.disposed.connect(() => end(false));
    else setTimeout(end, patience, false);
    check();
  });
}
