"""A widget that lives in the browser: one model, native controls, anywidget's protocol."""

import ipywidgets
import traitlets

LIVE_VIEW = "application/vnd.jupyter.widget-view+json"


class Widget(ipywidgets.DOMWidget):  # type: ignore[misc]
    """Speak anywidget's protocol to the browser: a module to draw with, and styles.

    anywidget's own Python class is not imported: it takes longer than the rest of a room.
    A page keeps one style sheet for each id: widgets with other styles need another id.
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
    layout = traitlets.Any(None).tag(sync=True)  # no second model: the style sheet lays out

    def __init__(self, script: str, style: str, key: str, **traits: object) -> None:
        """Draw with the text of a JavaScript module that exports `render`, and of a style sheet."""
        release = _release()
        super().__init__(
            _model_module_version=release,
            _view_module_version=release,
            _anywidget_id=f"cooperative-security.{key}",
            _esm=script,
            _css=style,
            **traits,
        )


def _release() -> str:
    from importlib.metadata import version  # a running kernel has it already

    major, minor, *_ = version("anywidget").split(".")
    return f"~{major}.{minor}.*"
