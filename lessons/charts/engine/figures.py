"""Show an author's matplotlib figure in the course's style, live, stored and printed.

An author may write `axes.bar(...)` without a colour. What matplotlib would draw in its own colours
is given those of the course, and these become CSS variables, so the figure follows the theme.
"""

import io
import re
from contextlib import suppress
from typing import Any

from lessons.charts.engine.theme import COLOURS, ROLE_OF, colour

# How matplotlib writes a figure: with the font that it brings along, and always the same ids.
STYLE: dict[str, Any] = {
    "font.family": ["DejaVu Sans"],
    "svg.fonttype": "none",
    "svg.hashsalt": "cooperative-security",
}


def figure_svg(figure: Any) -> str:
    """Return a figure as SVG text, its known colours turned into CSS variables of the theme."""
    from matplotlib import rc_context

    apply_style(figure)
    buffer = io.BytesIO()
    with rc_context(STYLE):
        figure.savefig(
            buffer, format="svg", facecolor="none", metadata={"Date": None, "Creator": None}
        )
    text = buffer.getvalue().decode()
    text = re.sub(r' (width|height)="[^"]*"', "", text[text.index("<svg") :], count=2)
    # A style element would hold for the whole page; metadata would differ from run to run.
    text = re.sub(r"<(metadata|style).*?</\1>\s*", "", text, flags=re.DOTALL)
    text = text.replace("'DejaVu Sans'", "var(--jp-ui-font-family, sans-serif)")
    # Black is not written out by matplotlib: it comes from the outermost element.
    text = text.replace("<svg", '<svg fill="var(--cs-ink)"', 1)
    roles = {colour(role): role for role in COLOURS}
    return re.sub("|".join(roles), lambda found: f"var(--cs-{roles[found[0]]})", text)


def figure_png(figure: Any, dpi: float) -> bytes:
    """Return a figure as a PNG on white, its colours reduced to keep notebooks small."""
    from matplotlib import rc_context

    from lessons.charts.engine.png import encoded

    apply_style(figure)
    with rc_context(STYLE):
        return encoded(figure, dpi)


def apply_style(figure: Any) -> None:
    """Give a figure the course's style wherever its author left matplotlib's own."""
    from matplotlib.colors import to_hex

    for artist in figure.findobj():
        for kind in ("color", "facecolor", "edgecolor"):
            with suppress(AttributeError, ValueError, TypeError):  # no colour, or several of them
                now = to_hex(getattr(artist, f"get_{kind}")(), keep_alpha=True)
                if now.endswith("ff") and now[:7] in ROLE_OF:
                    getattr(artist, f"set_{kind}")(colour(ROLE_OF[now[:7]]))
    for axes in figure.axes:
        _style_axes(axes)


def _style_axes(axes: Any) -> None:
    axes.patch.set_facecolor("none")
    axes.set_axisbelow(True)
    if legend := axes.get_legend():
        legend.set_frame_on(False)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        axes.spines[side].set_edgecolor(colour("grid"))
    axes.tick_params(labelcolor=colour("muted"), color=colour("grid"))
