"""Make a notebook in which a teacher can explore the gradebook's tables further.

It holds no name and no answer itself: it reads the tables in its own folder. Its cells are in
`teacher_notebook.md`: text, then code, in turns.
"""

from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from lessons.core.notebooks import KERNEL

CELLS = Path(__file__).with_suffix(".md")
ENCODING = 'encoding="utf-8-sig"'
WITH_SEMICOLONS = f'{ENCODING}, sep=";", decimal=","'  # how pandas reads such tables


def text(*, semicolon: bool = False) -> str:
    """Return the notebook's file as text; `semicolon` says how the tables are written."""
    source = CELLS.read_text(encoding="utf-8")
    if semicolon:
        source = source.replace(ENCODING, WITH_SEMICOLONS)
    cells = []
    for number, block in enumerate(source.split("\n```\n")[:-1]):
        prose, _, code = block.partition("\n```python\n")
        cells += [new_markdown_cell(prose.strip()), new_code_cell(code)]
        cells[-2]["id"], cells[-1]["id"] = f"text-{number}", f"code-{number}"
    notebook = new_notebook(cells=cells, metadata={"kernelspec": KERNEL})
    return str(nbformat.writes(notebook))
