"""Compile the course and the modules that it needs, so that browsers start sooner.

This runs once, when the website is built, in the same Python that runs in the browser:
lessons/widgets/js/web/compile.js calls `compile_all`. A browser then compiles almost nothing, and
fetches no module of the standard library that nothing could ask for.
"""

import ast
import codecs
import py_compile
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from py_compile import PycInvalidationMode

# The charts are found by reading their source; each is compiled when it is shown.
CHARTS, ENGINE = Path("lessons/charts"), "engine"
ENCODINGS = ("ascii", "cp437", "latin-1", "utf-8", "utf-8-sig", "utf-16")  # each a module
# Named by modules that are loaded, but only for other systems, or to take the place of C.
EXCLUDED = {
    "_pydatetime", "asyncio.proactor_events", "asyncio.windows_events", "asyncio.windows_utils",
    "fsrs.optimizer", "importlib.metadata",
}  # fmt: skip
PYODIDE = ("pyodide", "_pyodide")  # which reads its own docstrings


def compile_all(course: str, library: str) -> None:
    """Compile the modules in two folders in place, and delete those that no page needs.

    `course` has been put on Python's path; `library` holds the sources of the standard library.
    """
    own, standard = _modules(Path(course)), _modules(Path(library))
    _load_what_pages_use()
    loaded = set(sys.modules)
    # A function may import more when it is called.
    needed_own = _with_imports(loaded & own.keys(), own, everywhere=True) - EXCLUDED
    wanted = {used for name in needed_own for used in _imports(name, own[name], everywhere=True)}
    needed = _with_imports({*loaded, *wanted}, standard, everywhere=False) - EXCLUDED
    for name, path in (own | standard).items():
        if name not in needed_own | needed:
            path.unlink()
    for name in needed_own:
        if not _is_chart(own[name].relative_to(course)):
            _compile(own[name], without_docstrings=not name.startswith("lessons"))
    for name in needed & loaded:
        _compile(standard[name], without_docstrings=not name.startswith(PYODIDE))


def _load_what_pages_use() -> None:
    """Import everything that lessons may name: much of it is imported only when it is used."""
    import lessons

    for encoding in ENCODINGS:
        codecs.lookup(encoding)
    for module in (lessons, lessons.charts, lessons.explore):
        for name in dir(module):
            getattr(module, name)


def _modules(folder: Path) -> dict[str, Path]:
    """Return the file of each module in a folder, by the module's dotted name."""
    found = {}
    for path in sorted(folder.rglob("*.py")):
        parts = path.relative_to(folder).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def _with_imports(names: Iterable[str], known: dict[str, Path], *, everywhere: bool) -> set[str]:
    """Return those of the names that are known, and what their modules import in turn."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name in found or not name:
            continue
        waiting.append(name.rpartition(".")[0])  # its package; or the name is not a module's
        if name in known:
            found.add(name)
            waiting += _imports(name, known[name], everywhere=everywhere)
    return found


def _imports(name: str, path: Path, *, everywhere: bool) -> Iterator[str]:
    """Yield what a module imports: everywhere in it, or only when it is loaded."""
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    for node in _nodes(ast.parse(path.read_bytes()), everywhere):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: 1 - node.level or None] if node.level else []
            base = ".".join([*above, *filter(None, [node.module])])
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)


def _nodes(tree: ast.AST, everywhere: bool) -> Iterator[ast.AST]:
    """Yield the nodes below one; those in functions, which may never run, only `everywhere`."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and "__name__" in ast.unparse(node.test):
            continue  # for those who run the module as a program
        yield node
        if everywhere or not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from _nodes(node, everywhere)


def _is_chart(path: Path) -> bool:
    return path.is_relative_to(CHARTS) and path.parent.name != ENGINE


def _compile(path: Path, *, without_docstrings: bool = False) -> None:
    """Put compiled code in the place of a module's source."""
    # Nothing is beside it that it could be checked against.
    mode = PycInvalidationMode.UNCHECKED_HASH
    optimize = 2 if without_docstrings else 0
    py_compile.compile(
        str(path), f"{path}c", path.name, True, optimize=optimize, invalidation_mode=mode
    )
    path.unlink()
