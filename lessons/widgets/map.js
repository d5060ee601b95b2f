// Choose a place: markers to point at, and the same places as a list. The land comes when asked for.
parts.map = ([, n], tools) => {
  const letters = [...Array(n)].map((_, i) => String.fromCharCode(65 + i));
  const list = parts.pick([0, "", letters], tools);
  const map = h("div", { class: "map", "aria-hidden": "true" });
  let spots = [];
  const show = () => spots.forEach((spot, i) => spot.classList.toggle("on", list.boxes[i].checked));
  tools.ask("land", ({ land, view, places }) => {
    map.innerHTML = `<svg viewBox="${view.map(Number).join(" ")}"><path d="${land.replace(/[^MLZ\d. -]/g, "")}"/></svg>`;
    spots = places.map(([left, top, text], i) => {
      list.texts[i].replaceChildren(letters[i], h("span", { class: "unseen" }, " " + text));
      return h("span", { class: "spot", style: `left:${left}%;top:${top}%`, onclick: () => list.boxes[i].click() }, letters[i]);
    });
    map.append(...spots);
    show();
  });
  list.node.className = "places";
  list.node.addEventListener("change", show);
  return { node: h("div", {}, map, list.node), get: list.get, set: (value) => (list.set(value), show()) };
};
