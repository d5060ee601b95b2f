// Show a picture that the course's own Python has drawn.

/**
 * Replace what an element holds by a drawing.
 *
 * This is the one place where a string becomes markup. `markup` must come from lessons.drawing or
 * lessons.chart, which escape every text and accept only known roles, shapes and anchors.
 */
export function showDrawing(element, markup) {
  // eslint-disable-next-line no-restricted-syntax -- an SVG of 60 kB is parsed fastest in this way
  element.innerHTML = markup;
}
