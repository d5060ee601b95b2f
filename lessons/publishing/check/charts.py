"""Check the files of charts: each can be imported, and no two charts have one name."""

import traceback
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from lessons.charts.engine.index import chart_files, declarations, module_of
from lessons.core.decoding import decoded
from lessons.core.mistakes import Mistake
from lessons.core.paths import shown


def chart_faults() -> Iterator[str]:
    """Yield which files of charts cannot be imported, and which charts have the name of another."""
    first: dict[str, str] = {}
    for name, path, line in declarations():
        place = f"{shown(path)}, line {line}"
        if first.setdefault(name, place) != place:
            yield f"{place}: {first[name]} has a chart '{name}', too. Rename one of them."
    # A file that others import is reported once.
    yield from dict.fromkeys(filter(None, map(_import_fault, chart_files())))


def _import_fault(path: Path) -> str:
    """Return why the file of a chart cannot be imported, or ""."""
    try:
        decoded(path.read_bytes(), shown(path), Mistake)
        import_module(module_of(path))
    except Mistake as mistake:
        return str(mistake)
    except SyntaxError as fault:
        place = f"{shown(Path(str(fault.filename)))}, line {fault.lineno}"
        return f"{place}: this is not valid Python: {fault.msg}."
    except (Exception, SystemExit) as error:  # whatever the author's code may raise
        files = {str(file): shown(file) for file in chart_files()}
        steps = traceback.extract_tb(error.__traceback__)
        lines = [f"{files[s.filename]}, line {s.lineno}" for s in steps if s.filename in files]
        reason = " ".join(str(error).split())
        return f"{[shown(path), *lines][-1]}: {type(error).__name__}: {reason}."
    return ""
