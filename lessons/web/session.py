"""Run cells, and pass on what learners do with their widgets, for the worker of a page.

Arguments and results are JSON text. The worker writes the journal to the browser's store before it
tells the page, so that nobody sees feedback on an answer that is not saved.
"""

import ast
import contextlib
import io
import json
import sys
from typing import Any

from lessons.web import stand_in

sys.modules.setdefault("ipywidgets", stand_in)  # before anything of lessons.widgets is imported

_names: dict[str, Any] = {"__name__": "__main__"}


def run(source: str) -> str:
    """Run a cell and return as JSON what it shows and the events for other widgets.

    `shows` is a widget's number and state, HTML, the message of an error, or empty. What a cell
    prints is left out: the page holds it already.
    """
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            shows = _shown(_result(source))
    except Exception as error:  # a cell may fail in any way that Python can
        shows = {"error": f"{type(error).__name__}: {error}"}
    return _json({"shows": shows, "events": stand_in.take_events()})


def receive(number: int, content: str) -> str:
    """Pass JSON from the page to a widget; return as JSON the events for the page.

    The content holds either `message`, for the widget's own code, or `state`, values of traits.
    """
    sent = json.loads(content)
    widget = stand_in.widget(number)
    if "state" in sent:
        widget.receive_state(sent["state"])
    else:
        widget.receive_message(sent["message"])
    return _json(stand_in.take_events())


def _result(source: str) -> Any:
    """Run a cell and return the value of its last line, None if that is not an expression."""
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "<cell>", "exec"), _names)  # noqa: S102 (the course's own text)
    if not isinstance(last, ast.Expr):
        return None
    return eval(compile(ast.Expression(last.value), "<cell>", "eval"), _names)  # noqa: S307


def _shown(result: Any) -> dict[str, Any]:
    from lessons.charts.engine.chart import Chart
    from lessons.widgets.explorer import framed

    if isinstance(result, Chart):
        result = framed(result)
    if isinstance(result, stand_in.DOMWidget):
        return {"model": result.model_id, "state": result.state()}
    if hasattr(result, "_repr_html_"):
        return {"html": result._repr_html_()}
    return {}


def _json(value: Any) -> str:
    # Read-only mappings of the tables are the one thing that JSON does not know.
    return json.dumps(value, default=dict)
