"""Check the code of a lesson's cells without running it: names, tables, figures, questions."""

import ast
import builtins
import inspect
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from typing import Any

import lessons as course
from lessons import charts, data, explore, questions
from lessons.core.paths import UnknownName, lesson_folder, nearest, shown, slug
from lessons.course import Block, BrokenLesson, Call, Lesson
from lessons.course.sections import calls
from lessons.labs import code_tasks

SHOWN = {"explore": explore, "charts": charts}


def code_faults(lesson: Lesson) -> Iterator[str]:
    """Yield what is wrong in the code of a lesson, each with its line."""
    cells = []
    for block in lesson.code:
        try:
            cells.append((block, ast.parse(block.text)))
        except (SyntaxError, ValueError) as error:
            line = block.line + (getattr(error, "lineno", None) or 1) - 1
            yield f"{lesson.path}, line {line}: this is no Python: {getattr(error, 'msg', error)}."
    for block, tree in cells:
        yield from _import_faults(lesson, block, tree)
    yield from _name_faults(lesson, [cell for cell in cells if cell[0].role != "solution"])
    for solution in (cell for cell in cells if cell[0].role == "solution"):
        yield from _name_faults(lesson, [solution])
    for call in lesson.calls:
        for fault in call_faults(call):
            yield f"{lesson.path}, line {call.line}: {fault}"
    yield from _quiz_faults(lesson)


def handout_faults(lesson: Lesson) -> Iterator[str]:
    """Yield what is wrong in a lesson's handout.toml."""
    path = shown(lesson.folder / "handout.toml")
    try:
        pictures = lesson.handout
    except BrokenLesson as fault:
        yield str(fault)
        return
    if not pictures:
        yield f"{path} draws nothing: write a [[picture]] with draw = '...' and look = '...'."
    for picture in pictures:
        found = next(calls(Block("code", picture.draw, 1)), None)
        if found is None or not found.is_figure or not found.is_cell_output:
            yield f"{path}: this draws nothing: {picture.draw}. Write a call of explore or charts."
        else:
            yield from (f"{path}: {fault}" for fault in call_faults(found))


def call_faults(call: Call) -> Iterator[str]:
    """Yield what is wrong in a call of something that the course offers."""
    function = _function(call)
    if isinstance(function, str):
        yield function
    elif function is not None:
        given = _literals(call)
        if given and (fault := _refused(function, call.name, *given)):
            yield fault
        yield from _argument_faults(call)


def _function(call: Call) -> Callable[..., Any] | str | None:
    """Return what is called, or a sentence where the course has nothing of that name."""
    package, _, name = call.name.partition(".")
    try:
        if package in SHOWN:
            found: Callable[..., Any] = getattr(SHOWN[package], name)
            return found
        return getattr(course, call.name) if call.name in course.__all__ else None
    except AttributeError as fault:
        return str(fault)


def _literals(call: Call) -> tuple[list[Any], dict[str, Any]] | None:
    """Return the arguments of a call; `...` for what is computed. None for *args."""
    if any(isinstance(argument, ast.Starred) for argument in call.node.args):
        return None
    if any(keyword.arg is None for keyword in call.node.keywords):
        return None
    named = {str(keyword.arg): _literal(keyword.value) for keyword in call.node.keywords}
    return [_literal(argument) for argument in call.node.args], named


def _literal(node: ast.expr) -> Any:
    try:
        return ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return ...


def _refused(
    function: Callable[..., Any], name: str, args: list[Any], named: dict[str, Any]
) -> str:
    """Return why a function takes no such arguments; "" if it does.

    The controls of a chart say it before anything is drawn.
    """
    declared = getattr(function, "declaration", None)
    is_known = ... not in args and ... not in named.values()
    bind = declared.bound if declared and is_known else inspect.signature(function).bind
    try:
        bind(*args, **named)
    except UnknownName as fault:
        return str(fault)
    except TypeError as fault:
        return f"{name}: {fault}."
    return ""


def _argument_faults(call: Call) -> Iterator[str]:
    """Yield the tables, lessons and sources named in a call that there are not."""
    checks: dict[str, list[Callable[[str], Any]]] = {
        "table": [_table],
        "estimate": [questions.estimate],
        "check": [code_tasks.solution],
        "quiz": [questions.bank],
        "hand_in": [lesson_folder],
        "review": [str, lesson_folder],
    }
    tests = checks.get(call.name, [])
    tests = [data.cite] * len(call.node.args) if call.name == "cite" else tests
    for position, test in enumerate(tests):
        if (text := call.text(position)) is not None and text:
            try:
                test(text)
            except (UnknownName, questions.BrokenQuiz) as fault:
                yield from [str(fault)] if isinstance(fault, UnknownName) else []


def _table(name: str) -> None:
    if name not in data.tables():
        raise UnknownName(f"There is no table '{name}'.{nearest(name, data.tables())}")


def _quiz_faults(lesson: Lesson) -> Iterator[str]:
    """Yield calls of `quiz` for a place of the text at which no question stands."""
    for call in lesson.calls:
        name, place = call.text(0), call.text(1)
        if call.name != "quiz" or not name or not place:
            continue
        try:
            asked = {q.place for q in questions.bank(slug(lesson_folder(name))).questions}
        except (UnknownName, questions.BrokenQuiz):
            continue  # said elsewhere
        if place not in asked:
            hint = nearest(place, asked - {""})
            yield f"{lesson.path}, line {call.line}: no question has in = '{place}'.{hint}"


def _import_faults(lesson: Lesson, block: Block, tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        at = f"{lesson.path}, line {block.line + getattr(node, 'lineno', 1) - 1}"
        if isinstance(node, ast.ImportFrom) and node.module == "lessons":
            for alias in node.names:
                if not (alias.name in course.__all__ or _is_module(alias.name)):
                    hint = nearest(alias.name, course.__all__)
                    yield f"{at}: the course has no '{alias.name}' to import.{hint}"
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if not find_spec(alias.name.partition(".")[0]):
                    yield f"{at}: there is no package '{alias.name}'."


def _is_module(name: str) -> bool:
    return name in course.FORMER_NAMES or find_spec(f"lessons.{name}") is not None


def _name_faults(lesson: Lesson, cells: list[tuple[Block, ast.Module]]) -> Iterator[str]:
    """Yield names that are used in cells and defined in none of them."""
    defined = {name for _, tree in cells for node in ast.walk(tree) for name in _defined(node)}
    known = defined | set(dir(builtins))
    for block, tree in cells:
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and node.id not in known:
                line = block.line + node.lineno - 1
                hint = nearest(node.id, defined | set(course.__all__))
                yield f"{lesson.path}, line {line}: '{node.id}' is defined nowhere.{hint}"


def _defined(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Name(id=name, ctx=ast.Store()) | ast.FunctionDef(name=name) | ast.arg(arg=name):
            yield name
        case ast.Import(names=found) | ast.ImportFrom(names=found):
            yield from ((alias.asname or alias.name).partition(".")[0] for alias in found)
        case ast.ClassDef(name=name) | ast.ExceptHandler(name=str(name)):
            yield name
