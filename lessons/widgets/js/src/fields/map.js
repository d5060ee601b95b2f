// Choose a place: markers on a map to point at, and the same places as a list.
//
// spec: { count: number of places }
// value: the position of the chosen place, or null
//
// The land is large, so it is no part of the widget's state: the field asks the kernel for it and
// gets { slot: "land", paths: [land, lines from places to letters that stand apart from them],
// view: the viewBox of the paths, places: [[x %, y %, text]] }.

export default function mapField({ h, svg, spec, set, send, on, field }) {
  const letters = Array.from({ length: spec.count }, (_, place) => String.fromCharCode(65 + place));
  const choose = (value) => {
    set(value);
    showChosen();
  };
  const list = field({ kind: "pick", labels: letters }, { set: choose });
  const picture = h("div", { class: "map", "aria-hidden": "true" }); // the list says the same
  let markers = [];

  const showChosen = () =>
    markers.forEach((marker, place) => marker.classList.toggle("on", list.inputs[place].checked));
  const draw = ({ paths, view, places }) => {
    markers = places.map(([left, top, text], place) => {
      list.texts[place].replaceChildren(letters[place], h("span", { class: "visually-hidden" }, ` ${text}`));
      const style = `left:${left}%;top:${top}%`;
      return h("span", { class: "spot", style, onclick: () => list.inputs[place].click() }, letters[place]);
    });
    picture.replaceChildren(svg("svg", { viewBox: view }, ...paths.map((d) => svg("path", { d }))), ...markers);
    showChosen();
  };

  list.node.className = "places";
  on("land", draw);
  send("land");
  return {
    node: h("div", {}, picture, list.node),
    places: list.places,
    show() {
      list.show();
      showChosen();
    },
  };
}
