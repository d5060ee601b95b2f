"""Draw legends: what a shape, a colour or a bar means, never colour alone."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from lessons.charts.engine import sizes
from lessons.charts.engine.drawing import Box, Line, Mark, Shape
from lessons.charts.engine.layout import Plot, lines_at
from lessons.charts.engine.sizes import BAR, DOT, RING, SPACE
from lessons.charts.engine.text_fit import text_width, wrap
from lessons.data.summaries import CERTAINTY

SOLID, OUTLINED, HATCHED, PALE, EMPTY = FILLS = ("solid", "outlined", "hatched", "pale", "empty")
# How sure the course is of a row, and how a bar shows it.
FILL_OF = {"high": SOLID, "medium": OUTLINED, "low": HATCHED}

_GROUND = 0.25  # opacity of the ground of an outlined bar
_SWATCH = 22.0  # the width of a bar in a legend
_BETWEEN = 18.0  # between two entries
_ZIGZAG = 5.0  # the width of a stroke of hatching


@dataclass(frozen=True)
class Key:
    """An entry of a legend: its text, and a marker, or a bar if `fill` is set.

    `form` is a form of `Shape`. `pick` names what a click on it chooses; what is `off` is pale, as
    it was switched off.
    """

    text: str
    role: str
    form: str = "square"
    hollow: bool = False
    fill: str = ""
    pick: str = ""
    off: bool = False

    def mark(self, x: float, y: float, size: float = DOT, title: str = "", pick: str = "") -> Shape:
        """Return the marker of the entry around a pixel, with a title and a pick of its own."""
        return Shape(x, y, size, self.form, self.role, title, pick, self.hollow)


# Each group of countries with its name, its colour and its marker, never colour alone.
GROUP_KEYS = {
    "ally": Key("Allies", "ally", "square"),
    "euro_atlantic": Key("Euro-Atlantic partners", "euro_atlantic", "circle"),
    "md": Key("Mediterranean Dialogue", "md", "triangle"),
    "ici": Key("Istanbul Cooperation Initiative", "ici", "diamond"),
    "patg": Key("Partners across the globe", "patg", "star"),
}
GROUP_NAMES = {group: key.text for group, key in GROUP_KEYS.items()}
PARTNER_GROUPS = {group: name for group, name in GROUP_NAMES.items() if group != "ally"}


def key_texts(keys: Mapping[str, Key]) -> dict[str, str]:
    """Return the texts of entries by their keys, as the options of a control."""
    return {option: key.text for option, key in keys.items()}


def count_by_key(keys: Mapping[str, Key], found: Iterable[str]) -> list[str]:
    """Return how often each key occurs among `found`, such as 'War: 2'; none that is missing."""
    counts = Counter(found)
    return [f"{key.text}: {counts[option]}" for option, key in keys.items() if counts[option]]


def filter_keys(control: str, keys: Mapping[str, Key], shown: Collection[str]) -> list[Key]:
    """Return entries on which a click switches an option of toggles on or off, by its value."""
    return [
        replace(key, pick=f"{control}={option}", off=option not in shown)
        for option, key in keys.items()
    ]


def group_key(group: str, text: str = "", *, hollow: bool = False) -> Key:
    """Return the entry of a group of countries, a key of GROUP_KEYS, by default its name."""
    return replace(GROUP_KEYS[group], text=text or GROUP_NAMES[group], hollow=hollow)


def certainty_keys(confidences: Iterable[str]) -> list[Key]:
    """Return the entries for how sure the rows are; none if all are well sourced."""
    found = set(confidences)
    return [
        Key(f"{fill}: {CERTAINTY[sure]}", "muted", fill=fill)
        for sure, fill in FILL_OF.items()
        if sure in found and found != {"high"}
    ]


def legend(plot: Plot, keys: Sequence[Key]) -> None:
    """Draw entries from left to right, on as many lines as they need, and move on."""
    if not keys:
        return
    row = sizes.TARGET if any(key.pick for key in keys) else sizes.ROW
    x, height, style = plot.left, row, sizes.LABEL
    for key in keys:
        indent = sample_width(key) + SPACE
        lines = wrap(key.text, plot.room - indent)
        width = indent + max((text_width(line) for line in lines), default=0.0)
        if x > plot.left and x + width > plot.right:
            x, plot.y, height = plot.left, plot.y + height, row
        height = max(height, style.line * len(lines))
        middle = plot.y + row / 2
        # The box over the whole entry takes the click.
        shown = replace(key, pick="", role="grid" if key.off else key.role)
        plot.add(*sample(shown, x, middle))
        text, below = sizes.CAPTION if key.off else style, style.line * (len(lines) - 1) / 2
        plot.add(*lines_at(x + indent, middle + below, lines, text))
        if key.pick:
            plot.add(target(x, plot.y, width, row, key.pick))
        x += width + _BETWEEN
    plot.skip(height + SPACE)


def sample(key: Key, x: float, middle: float) -> list[Mark]:
    """Return the mark of an entry; `x` is its left edge, `middle` its height on the page."""
    if key.fill:
        return bar(x, middle, _SWATCH, key.role, key.fill)
    return [key.mark(x + sample_width(key) / 2, middle, DOT, key.text, key.pick)]


def sample_width(key: Key) -> float:
    """Return the width of the mark of an entry in pixels."""
    # A bar needs more width than a shape to show what it looks like.
    return _SWATCH if key.fill else 2 * DOT + 2


def bar(
    x: float, middle: float, width: float, role: str, fill: str = SOLID, title: str = "",
    pick: str = "", height: float = BAR,
) -> list[Mark]:  # fmt: skip
    """Return a bar from `x` to the right."""
    box = Box(x, middle - height / 2, width, height, role, title=title, pick=pick, radius=1)
    return filled(box, fill)


def filled(box: Box, fill: str) -> list[Mark]:
    """Return a box that is solid, outlined (one report) or hatched (doubtful).

    A pale one lets a text or a mark upon it be seen, but nothing behind it; of an empty one there
    is only the outline.
    """
    if fill not in FILLS:
        raise ValueError(f"There is no fill '{fill}': {', '.join(FILLS)}.")
    ground, outline = replace(box, opacity=box.opacity * _GROUND), replace(box, outline=True)
    if fill == HATCHED and box.width >= _ZIGZAG:
        strokes = range(int(box.width // _ZIGZAG) + 1)
        corners = tuple((box.x + _ZIGZAG * n, box.y + box.height * (n % 2)) for n in strokes)
        return [ground, outline, Line(corners, box.role, 1.2)]
    marks: dict[str, list[Mark]] = {
        SOLID: [box], PALE: [replace(box, role="paper"), ground], EMPTY: [outline],
    }  # fmt: skip
    return marks.get(fill, [ground, outline])


def target(x: float, y: float, width: float, height: float, pick: str) -> Box:
    """Return a box that nobody sees, so that a click anywhere on a thing is a click on it."""
    return Box(x, y, width, height, "paper", 0.0, pick=pick)


def ring(x: float, y: float) -> Shape:
    """Return a ring around a marker: it is the one that is opened."""
    return Shape(x, y, RING, "circle", "ink", hollow=True)
