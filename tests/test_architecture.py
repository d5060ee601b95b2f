"""Imports follow the table in docs/architecture.md, and tests use what modules offer."""

import ast
import re
from pathlib import Path

from lessons.core.paths import LESSONS, ROOT, TESTS

PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `([a-z_.]+)` \| [^|]+ \|([^|]*)\|$", re.MULTILINE)
ALLOWED = {package: set(re.findall(r"[a-z_.]+", names)) for package, names in ROW.findall(PAGE)}
MODULES = sorted(LESSONS.rglob("*.py"))
# Names that begin with an underscore and that libraries document: of Python, IPython and anywidget.
DOCUMENTED = {
    *("_asdict", "_fields", "_make", "_replace", "_exit"),
    *("_repr_html_", "_repr_mimebundle_", "_render_traceback_"),
    *("_anywidget_id", "_css", "_esm"),
}


def package_of(module: str) -> str:
    """Return the row of the table that a module belongs to: the longest name that fits."""
    parts = module.split(".")[1:] or ["__init__"]
    names = [".".join(parts[:length]) for length in range(len(parts), 0, -1)]
    return next((name for name in names if name in ALLOWED), parts[0])


def module_of(path: Path) -> str:
    """Return the dotted name of the module that a file holds."""
    parts = list(path.relative_to(ROOT).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(text: str) -> list[str]:
    """Return the course's own names that a module's text imports, with dots."""
    found = []
    for node in ast.walk(ast.parse(text)):
        match node:
            case ast.ImportFrom(module=str(module)) if module.split(".")[0] == "lessons":
                found += [f"{module}.{alias.name}" for alias in node.names]
            case ast.Import():
                found += [a.name for a in node.names if a.name.startswith("lessons.")]
    return found


def forbidden(module: str, text: str) -> list[str]:
    """Return the imports of a module that the table does not allow."""
    own = package_of(module)
    allowed = ALLOWED.get(own, set()) | {own}
    if "everything" in allowed:
        return []
    return [target for target in imports(text) if package_of(target) not in allowed]


def test_each_module_imports_what_the_table_allows() -> None:
    texts = {module_of(path): path.read_text(encoding="utf-8") for path in MODULES}
    found = {module: forbidden(module, text) for module, text in texts.items()}
    assert {module: imports for module, imports in found.items() if imports} == {}


def test_the_table_names_every_package_and_no_other() -> None:
    assert {package_of(module_of(path)) for path in MODULES} == set(ALLOWED)


def test_the_table_has_no_circle() -> None:
    left = {package: names - {package} for package, names in ALLOWED.items()}
    while free := [package for package, names in left.items() if not names & set(left)]:
        left = {package: names for package, names in left.items() if package not in free}
    assert not left


def test_an_import_that_the_table_does_not_name_is_found() -> None:
    upward = "from lessons.charts import world_map"
    assert forbidden("lessons.data.rows", upward) == ["lessons.charts.world_map"]
    assert not forbidden("lessons.charts.operations.troop_claims", "from lessons.data import rows")


def test_the_folders_of_tests_are_those_of_the_packages() -> None:
    packages = {path.parent.relative_to(LESSONS) for path in MODULES}
    tested = {path.parent.relative_to(TESTS) for path in TESTS.rglob("test_*.py")}
    in_jupyterlab = {Path("browser")}  # pages with all their widgets belong to no package
    assert packages == tested - in_jupyterlab


def private_names(text: str) -> set[str]:
    """Return the private names of others that a test's text uses, imports or replaces."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(text)):
        match node:
            case ast.Attribute(value=ast.Name(id="self" | "cls")):
                pass
            case ast.Attribute(attr=name):
                found.add(name)
            case ast.ImportFrom(names=names):
                found |= {part for alias in names for part in alias.name.split(".")}
            case ast.Call(func=ast.Attribute(attr="setattr" | "delattr"), args=[*args]):
                texts = [arg.value for arg in args[:2] if isinstance(arg, ast.Constant)]
                found |= {part for text in texts for part in str(text).split(".")}
    return {name for name in found if re.match("_[^_]", name)} - DOCUMENTED


def test_no_test_uses_a_private_name() -> None:
    texts = {path: path.read_text(encoding="utf-8") for path in TESTS.rglob("*.py")}
    found = {path.name: private_names(text) for path, text in texts.items()}
    assert {name: used for name, used in found.items() if used} == {}


def test_a_private_name_in_a_test_is_found() -> None:
    replaced = 'monkeypatch.setattr("lessons.journal.store._write", full)'
    assert private_names(f"key._sum(raw)\nfrom lessons.data import _read\n{replaced}") == {
        "_sum", "_read", "_write"
    }  # fmt: skip
    assert not private_names("self._x = row._replace(a=1)")
