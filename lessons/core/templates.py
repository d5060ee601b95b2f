"""Load the templates, `*.j2`, from which pages and files are made."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape


def templates(folder: Path) -> Environment:
    """Return the templates of a folder.

    Values are escaped in HTML and XML; a value that a template uses must be given.
    """
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=select_autoescape(("html.j2", "xml.j2")),
        undefined=StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
    )
