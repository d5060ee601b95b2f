"""Fill the templates, `*.j2`, from which pages and texts are made."""

from pathlib import Path

from lessons.charts.engine.theme import on_dark, on_paper
from lessons.core.templates import templates

_TEMPLATES = templates(Path(__file__).parent)


def rendered(template: str, **values: object) -> str:
    """Return a template of this package, such as "slides/slides.html.j2", with its values.

    In HTML and XML they are escaped.
    Every template may also use `light` and `dark`: the colours of the course as CSS variables.
    """
    return _TEMPLATES.get_template(template).render(light=on_paper(), dark=on_dark(), **values)
