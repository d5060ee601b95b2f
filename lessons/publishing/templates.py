"""Fill the templates, `*.j2`, from which pages and texts are made."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from lessons.charts.engine.theme import COLOURS, on_paper

DARK = "".join(f"--cs-{role}:{pair[1]};" for role, pair in COLOURS.items())

_ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    autoescape=select_autoescape(("html.j2", "xml.j2")),
    undefined=StrictUndefined,
    trim_blocks=True,
    keep_trailing_newline=True,
)


def rendered(template: str, **values: object) -> str:
    """Return a template of this package, such as "slides/slides.html.j2", with its values.

    In HTML and XML they are escaped.
    Every template may also use `light` and `dark`: the colours of the course as CSS variables.
    """
    return _ENVIRONMENT.get_template(template).render(light=on_paper(), dark=DARK, **values)
