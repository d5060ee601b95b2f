// Drag a row or a label onto another one, with a mouse, a pen or a finger.

/**
 * Let an element be dragged onto one of some targets.
 *
 * `targets()` returns the elements on which it may be dropped, and `drop(position)` is called with
 * the position of the one on which it was. A finger has to take a part with the class "handle".
 * Dragging is an addition: the same must be possible with the controls beside it, by keys.
 */
export function draggable(element, targets, drop) {
  element.addEventListener("pointerdown", (start) => {
    const isOnHandle = start.target.closest(".handle");
    const isOnControl = start.target.closest("button, select");
    if (start.button || isOnControl || (start.pointerType === "touch" && !isOnHandle)) return;
    start.preventDefault(); // no selection of text
    element.setPointerCapture(start.pointerId);
    follow(element, start, targets(), drop);
  });
}

function follow(element, start, targets, drop) {
  const listening = new AbortController();
  const listen = (type, listener) => element.addEventListener(type, listener, { signal: listening.signal });
  let over = -1;
  const move = (event) => {
    element.classList.add("dragged");
    element.style.translate = `${event.clientX - start.clientX}px ${event.clientY - start.clientY}px`;
    over = targets.findIndex((target) => target !== element && contains(target, event));
    show();
  };
  const show = () => targets.forEach((target, position) => target.classList.toggle("over", position === over));
  const end = ({ type }) => {
    listening.abort();
    element.classList.remove("dragged");
    element.style.translate = "";
    const found = over;
    over = -1;
    show();
    if (type === "pointerup" && found >= 0) drop(found);
  };
  listen("pointermove", move);
  listen("pointerup", end);
  listen("pointercancel", end);
}

function contains(target, { clientX, clientY }) {
  const { left, right, top, bottom } = target.getBoundingClientRect();
  return left <= clientX && clientX <= right && top <= clientY && clientY <= bottom;
}
