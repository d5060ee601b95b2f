// One slide at a time. Without this script the page is one long document.
const root = document.documentElement;
const slides = [...document.querySelectorAll(".slide")];
const overview = document.getElementById("overview");
const links = [...overview.querySelectorAll("a")];
const [back, next, all, look] = ["back", "next", "all", "look"].map((id) => document.getElementById(id));
let at = 0;

const asked = () => {
  const wanted = Number(location.hash.slice(1)) - 1;
  return Number.isInteger(wanted) && slides[wanted] ? wanted : 0;
};

function show(wanted, focus = true) {
  at = Math.max(0, Math.min(slides.length - 1, wanted));
  over(false);
  slides.forEach((slide, i) => { slide.hidden = i !== at; });
  links.forEach((link, i) => { i === at ? link.setAttribute("aria-current", "true") : link.removeAttribute("aria-current"); });
  document.getElementById("count").textContent = `${at + 1} / ${slides.length}`;
  back.setAttribute("aria-disabled", String(at === 0));
  next.setAttribute("aria-disabled", String(at === slides.length - 1));
  if (location.hash !== `#${at + 1}`) history.replaceState(null, "", `#${at + 1}`);
  window.scrollTo(0, 0);
  fit();
  if (focus) slides[at].querySelector("h1, h2").focus({ preventScroll: true });
}

// Choose the largest type with which all of a slide can be seen. Where its answer has room, too,
// nothing jumps when that opens. Type beside a picture is not made larger; a phone scrolls.
function fit() {
  const slide = slides[at];
  slide.style.fontSize = "";
  if (getComputedStyle(slide).overflowY === "visible") return;
  const folded = slide.querySelector("details:not([open])");
  if (folded) folded.open = true;
  const size = enlarge(slide, slide.querySelector(".picture") ? 100 : 150);
  if (folded) folded.open = false;
  if (folded && size < 100) enlarge(slide, 100);
}

function enlarge(slide, most) {
  let size = most + 5;
  do {
    size -= 5;
    slide.style.fontSize = `${size}%`;
  } while (size > 60 && slide.scrollHeight > slide.clientHeight);
  return size;
}

function over(open) {
  overview.hidden = !open;
  document.querySelector("main").hidden = open;
  all.setAttribute("aria-expanded", String(open));
  if (open) links[at].focus();
}

const step = (by) => {
  const here = links.indexOf(document.activeElement);
  if (overview.hidden) show(at + by);
  else links[Math.max(0, Math.min(links.length - 1, (here < 0 ? at : here) + by))].focus();
};
const leave = () => (overview.hidden ? over(true) : show(at));
// A clicker sends no key but these two: the first opens an answer before it leaves its slide,
// the other closes an open one before it goes back.
function answer(open) {
  const folded = overview.hidden && slides[at].querySelector("details");
  if (!folded || folded.open === open) return false;
  folded.open = open;
  fit();
  return true;
}
const on = () => answer(true) || step(1);
const off = () => answer(false) || step(-1);
const keys = {
  ArrowRight: on, PageDown: on, ArrowLeft: off, PageUp: off,
  Home: () => show(0), End: () => show(slides.length - 1), Escape: leave,
};

window.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
  const listed = !overview.hidden && { ArrowDown: () => step(1), ArrowUp: () => step(-1) }[event.key];
  const act = listed || keys[event.key];
  if (act) { event.preventDefault(); act(); }
});
window.addEventListener("resize", fit);
// What `fit` opens and closes again has not changed.
window.addEventListener("toggle", (event) => { if (event.oldState !== event.newState) fit(); }, true);
window.addEventListener("hashchange", () => show(asked()));
overview.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (link) { event.preventDefault(); show(links.indexOf(link)); }
});
back.addEventListener("click", () => show(at - 1, false));
next.addEventListener("click", () => show(at + 1, false));
all.addEventListener("click", leave);
look.addEventListener("click", () => {
  const dark = root.dataset.look ? root.dataset.look === "dark" : window.matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.look = dark ? "light" : "dark";
});

root.classList.add("staged");
show(asked(), false);
