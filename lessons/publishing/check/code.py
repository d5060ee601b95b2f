"""Check the code of a lesson's cells without running it: names, tables, figures, questions."""

import ast
import builtins
import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import lessons
from lessons import data, questions
from lessons.core.paths import UnknownName, lesson_folder, nearest, shown, similar
from lessons.course import Block, Call, Lesson
from lessons.labs import code_tasks
from lessons.publishing.figures import PACKAGES

BUILT_IN = frozenset(dir(builtins))
FENCE = re.compile(r"^(?:`{3,}|~{3,}) *(?P<language>\w+)(?: +(?P<role>\w+))?", re.MULTILINE)
ROLES = ("", "task", "solution")
Nodes = list[tuple[int, ast.AST]]  # the parts of cells that are run together, with their lines


def code_faults(lesson: Lesson) -> Iterator[str]:
    """Yield what is wrong in the code of a lesson, each with its line."""
    yield from _fence_faults(lesson)
    trees: dict[Block, ast.Module] = {}
    for block in lesson.code:
        try:
            trees[block] = ast.parse(block.text)
        except (SyntaxError, ValueError) as error:
            line = block.line + (getattr(error, "lineno", None) or 1) - 1
            reason = getattr(error, "msg", error)
            yield f"{lesson.path}, line {line}: this is not valid Python: {reason}."
    cells = {block: tree for block, tree in trees.items() if block.role != "solution"}
    solutions = ({block: tree} for block, tree in trees.items() if block.role == "solution")
    for together in (cells, *solutions):  # a solution must not depend on what a learner writes
        nodes = [*_nodes(together)]
        imports = [(line, fault) for line, node in nodes for fault in _import_faults(node)]
        for line, fault in (*imports, *_name_faults(nodes)):
            yield f"{lesson.path}, line {line}: {fault}"
    for call in lesson.calls:
        for fault in call_faults(call):
            yield f"{lesson.path}, line {call.line}: {fault}"


def _fence_faults(lesson: Lesson) -> Iterator[str]:
    """Yield fenced blocks that are shown as text because `python` or their role is misspelt."""
    for found in FENCE.finditer(lesson.text):
        language, role = found["language"], found["role"] or ""
        is_cell = language == "python" and role in ROLES
        if not is_cell and similar(language, ["python"]):
            line = lesson.text.count("\n", 0, found.start()) + 1
            yield (
                f"{lesson.path}, line {line}: '{found[0]}' does not begin a cell. Write ```python, "
                "in a lab also ```python task or ```python solution."
            )


def handout_faults(lesson: Lesson) -> Iterator[str]:
    """Yield what is wrong in a lesson's handout.toml. Raise BrokenLesson if it cannot be read."""
    path = shown(lesson.folder / "handout.toml")
    pictures = lesson.handout
    if not pictures:
        yield f"{path} draws nothing: write a [[picture]] with draw = '...' and look = '...'."
    for picture in pictures:
        if picture.call is None:
            place = f"{path}, line {picture.line}"
            yield f"{place}: this draws nothing: {picture.draw}. Write a call of explore or charts."
        else:
            for fault in call_faults(picture.call):
                yield f"{path}, line {picture.line}: {fault}"


def call_faults(call: Call) -> Iterator[str]:
    """Yield what is wrong in a call of a function of the course."""
    try:
        if function := _called(call):
            _bind(function, call)
    except TypeError as fault:
        yield f"{call.name}: {fault}."
    except UnknownName as fault:  # a chart or a value that does not exist
        yield str(fault)
    yield from _argument_faults(call)


def _called(call: Call) -> Callable[..., Any] | None:
    """Return the function of the course that is called; None for any other.

    Raise UnknownName for a chart that does not exist.
    """
    package, _, name = call.name.partition(".")
    try:
        if package in PACKAGES:
            return getattr(PACKAGES[package], name)  # type: ignore[no-any-return]
        return getattr(lessons, call.name) if call.name in lessons.__all__ else None
    except UnknownName:
        raise
    except (Exception, SystemExit):  # `chart_faults` reports the file
        return None


def _bind(function: Callable[..., Any], call: Call) -> None:
    """Bind the arguments of a call, without calling. Raise TypeError or UnknownName.

    A chart's controls check the values of literals; for other arguments only their number is
    checked.
    """
    starred = any(isinstance(argument, ast.Starred) for argument in call.node.args)
    if starred or any(keyword.arg is None for keyword in call.node.keywords):
        return  # *args and **options
    values = [_value(argument) for argument in call.node.args]
    named = {str(keyword.arg): _value(keyword.value) for keyword in call.node.keywords}
    declared = getattr(function, "declaration", None)
    is_literal = ... not in [*values, *named.values()]
    bind = declared.bound if declared and is_literal else inspect.signature(function).bind
    bind(*values, **named)


def _value(node: ast.expr) -> Any:
    """Return the value of a literal; `...` for any other expression."""
    try:
        return ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return ...


def _table(name: str) -> None:
    """Raise UnknownName if a table does not exist; no table is read."""
    if name not in data.tables():
        raise UnknownName(f"There is no table '{name}'.{nearest(name, data.tables())}")


# For each function, which of its arguments are names, and what finds the thing that has the name,
# or raises UnknownName.
FIRST, EVERY = range(1), range(100)  # more than any call has
NAMED: dict[str, tuple[range, Callable[[str], Any]]] = {
    "table": (FIRST, _table),
    "estimate": (FIRST, questions.estimate),
    "check": (FIRST, code_tasks.task_of),
    "quiz": (FIRST, questions.questions),
    "hand_in": (FIRST, lesson_folder),
    "review": (range(1, 2), lesson_folder),  # the kind of review comes first
    "cite": (EVERY, data.cite),
}


def _argument_faults(call: Call) -> Iterator[str]:
    """Yield a sentence for each table, lesson, source or place of questions that does not exist."""
    positions, find = NAMED.get(call.name, (range(0), _table))
    for text in filter(None, map(call.text, positions)):
        try:
            found = find(text)
        except UnknownName as fault:
            yield str(fault)
        except questions.BrokenQuiz:
            pass  # reported by the check of the quiz
        else:
            if call.name == "quiz" and (place := call.text(1)):
                places = {question.place for question in found}
                if place not in places:
                    yield f"no question has in = '{place}'.{nearest(place, places - {''})}"


def _import_faults(node: ast.AST) -> Iterator[str]:
    """Yield a sentence for each import of something that does not exist."""
    match node:
        case ast.ImportFrom(module=str(module), names=names, level=0):
            yield from _module_faults(module, [alias.name for alias in names])
        case ast.Import(names=names):
            for alias in names:
                yield from _module_faults(alias.name)


def _module_faults(module: str, names: Iterable[str] = ()) -> Iterator[str]:
    """Yield a sentence if there is no such module, or for each name that it does not have.

    Modules that are not of the course are looked for, but not imported.
    """
    package = module.partition(".")[0]
    if not find_spec(package):
        yield f"there is no package '{package}'.{similar(package, ['lessons'])}"
    elif package == "lessons" and not _is_module(module):
        yield f"the course has no module '{module}'."
    elif package == "lessons":
        known = lessons.__all__ if module == "lessons" else dir(import_module(module))
        for name in names:
            if name not in known and not _is_module(f"{module}.{name}"):
                yield f"the course has no '{name}' to import.{nearest(name, known)}"


def _is_module(name: str) -> bool:
    """Return whether the course has a module of a name, or had one in its first edition."""
    try:
        former = name.removeprefix("lessons.")
        return former in lessons.FORMER_NAMES or find_spec(name) is not None
    except ModuleNotFoundError:  # a package that the name begins with
        return False


def _name_faults(nodes: Nodes) -> Iterator[tuple[int, str]]:
    """Yield the line and name for names that are used in cells and defined in none of them."""
    defined = {name for _, node in nodes for name in _defined(node)}
    known = defined | BUILT_IN
    used = [(node.id, line) for line, node in nodes if isinstance(node, ast.Name)]
    for name, line in dict(reversed(used)).items():  # of each name the first use
        if name in lessons.__all__ and name not in known:
            yield line, f"'{name}' is not imported. Write: from lessons import {name}"
        elif name not in known:
            hint = nearest(name, defined | set(lessons.__all__))
            yield line, f"'{name}' is defined nowhere.{hint}"


def _nodes(cells: Mapping[Block, ast.Module]) -> Iterator[tuple[int, ast.AST]]:
    """Yield every part of some code with its line in the lesson's file."""
    for block, tree in cells.items():
        for node in ast.walk(tree):
            yield block.line + getattr(node, "lineno", 1) - 1, node


def _defined(node: ast.AST) -> Iterator[str]:
    """Yield the names that a part of some code defines."""
    match node:
        case ast.Name(id=name, ctx=ast.Store()) | ast.FunctionDef(name=name) | ast.arg(arg=name):
            yield name
        case ast.Import(names=found) | ast.ImportFrom(names=found):
            yield from ((alias.asname or alias.name).partition(".")[0] for alias in found)
        case ast.ClassDef(name=name) | ast.ExceptHandler(name=str(name)):
            yield name
