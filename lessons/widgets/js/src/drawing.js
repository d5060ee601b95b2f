// Show a picture, or other markup, that the course's own Python has made.

/**
 * Replace what an element holds by a drawing or by a stored output.
 *
 * This is the one place where a string becomes markup, and no script in it runs. `markup` must come
 * from Python's side of the course: lessons.charts.engine.drawing escapes every text and accepts
 * only known roles, shapes and anchors, and the other outputs escape every text too.
 */
export function showDrawing(element, markup) {
  // eslint-disable-next-line no-restricted-syntax -- an SVG of 60 kB is parsed fastest in this way
  element.innerHTML = markup;
}
