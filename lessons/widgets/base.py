"""Define a widget that draws itself in the browser: one model, native controls, for anywidget."""

from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from typing import Any

import ipywidgets
import traitlets

from lessons.widgets.bundles import bundle


class Widget(ipywidgets.DOMWidget):  # type: ignore[misc]
    """A widget that anywidget's front end draws: a script and style sheets.

    anywidget's own Python class is not used, because its import takes longer than all others of a
    lesson.
    """

    _model_name = traitlets.Unicode("AnyModel").tag(sync=True)
    _model_module = traitlets.Unicode("anywidget").tag(sync=True)
    _model_module_version = traitlets.Unicode().tag(sync=True)
    _view_name = traitlets.Unicode("AnyView").tag(sync=True)
    _view_module = traitlets.Unicode("anywidget").tag(sync=True)
    _view_module_version = traitlets.Unicode().tag(sync=True)
    _anywidget_id = traitlets.Unicode().tag(sync=True)
    _esm = traitlets.Unicode().tag(sync=True)
    _css = traitlets.Unicode().tag(sync=True)
    layout = traitlets.Any(None).tag(sync=True)  # without the model of a layout

    def __init__(
        self, script: str, styles: Sequence[str] = (), *, variables: str = "", **traits: object
    ) -> None:
        """Set the bundles that draw the widget, named without their endings.

        `script` exports `render`; `styles` are the style sheets, by default the one with the
        script's name; `variables` is CSS that comes before them.
        """
        sheets = styles or (script,)
        release = _release()
        super().__init__(
            _model_module_version=release,
            _view_module_version=release,
            # A page keeps one style sheet for each id: other sheets need another id.
            _anywidget_id=f"cooperative-security.{'.'.join(sheets)}",
            _esm=bundle(f"{script}.js"),
            _css=variables + "".join(bundle(f"{name}.css") for name in sheets),
            **traits,
        )

    def page(self) -> str:
        """Return the widget as plain HTML, for print and for notebooks without a kernel."""
        raise NotImplementedError

    def _repr_mimebundle_(self, **options: Any) -> dict[str, Any]:
        # In addition to the live view: a text, by which stored notebooks are compared, and a still.
        bundle: dict[str, Any] = super()._repr_mimebundle_(**options)
        return bundle | {"text/plain": repr(self), "text/html": self.page()}


@cache
def _release() -> str:
    """Return the range of versions of anywidget's front end, or "" if it is not installed."""
    if find_spec("anywidget") is None:  # the web edition, whose pages draw widgets themselves
        return ""
    from importlib.metadata import version  # kernels have imported it already

    major, minor, *_ = version("anywidget").split(".")
    return f"~{major}.{minor}.*"
