"""Name every type size and distance that the charts share, in pixels of a wide page."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Style:
    """A kind of text: its font size and line height in pixels, its colour's role, its weight."""

    size: float
    role: str = "ink"
    bold: bool = False
    leading: float = 1.35  # distance of two base lines, in font sizes
    above: float = 4.0  # free space above a paragraph

    @property
    def line(self) -> float:
        """The distance of two base lines in pixels."""
        return self.size * self.leading

    def emphasised(self, bold: bool = True) -> "Style":
        """Return the same style in bold, or in plain ink when `bold` is false."""
        return replace(self, bold=bold, role="ink") if bold else self


# Type. Nothing that a reader must read is smaller than 11 px.
TITLE = Style(17, bold=True, leading=1.25, above=0)
SUBTITLE = Style(13, "muted", above=3)
HEAD = Style(15, bold=True, above=8)
SUBHEAD = Style(13, bold=True, above=8)
BODY = Style(13, above=6)
LABEL = Style(12)
DETAIL = Style(12, above=2)
CAPTION = Style(12, "muted")
TICK = Style(11, "muted")
FIGURE = Style(28, bold=True)

# Distances.
MARGIN = 4.0  # between the picture and its edge
GAP = 10.0  # between two blocks
SPACE = 6.0  # between a mark and its text
COLUMN_GAP = 12.0  # between columns and cards
PAD = 12.0  # inside a card
ROW = 20.0  # a line of a list, a bar with its label
TARGET = 25.0  # a line that can be clicked: 24 px also where the page is a little smaller
BAR = 11.0  # the height of a bar
TALL_BAR = 18.0  # the height of a bar that holds text
DOT = 5.0  # the radius of a marker
DOT_LARGE = 8.0  # the radius of a marker that is opened
RING = 10.0  # the radius of a ring around a marker
BAND = 5.0  # a stripe along a card's edge
PLOT_HEIGHT = 240.0  # the height of a plot with a value axis

# Shares of the page's width.
LABEL_SHARE = 0.42  # the most that labels of rows may take beside their bars
