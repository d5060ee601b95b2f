"""A notebook for the teacher: the gradebook's tables, ready to be asked further questions.

It holds no name and no answer itself: it reads the tables that lie beside it.
"""

from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

CELLS = [
    (
        "# The class in figures\n\n"
        "This notebook reads the tables beside it, so that you can ask them your own questions. "
        "Run a cell with Shift-Enter, change it, run it again.",
        "import pandas as pd\n\n"
        'marks = pd.read_csv("marks.csv")\n'
        'objectives = pd.read_csv("objectives.csv")\n'
        'questions = pd.read_csv("questions.csv")\n'
        'wrong = pd.read_csv("wrong.csv")\n'
        'files = pd.read_csv("files.csv")',
    ),
    (
        "## Marks\n\nPer cent of the points of each lesson; questions left open give none.",
        'marks.sort_values("percent_of_all").describe().round(1)',
    ),
    (
        "## Pupils and objectives\n\nThe share of points in what was answered, the weakest "
        "objective first.",
        'heat = objectives.pivot(index="name", columns="objective", values="share")\n'
        "heat[heat.mean().sort_values().index].round(2)",
    ),
    (
        "## Questions that deserve a second look\n\nHard ones, and those in which strong pupils "
        "do no better than weak ones.",
        'questions.query("facility < 0.4 or discrimination < 0.15")'
        '[["id", "ask", "answers", "facility", "discrimination"]].round(2)',
    ),
    (
        "## What they answered instead\n\nThe commonest wrong answer to each question.",
        'wrong.sort_values("chosen", ascending=False).drop_duplicates("id").head(15)',
    ),
    (
        "## Files\n\nWhat was done with files that were not simply counted.",
        'files[files["why"].notna()]',
    ),
]


def write(path: Path) -> Path:
    """Write the notebook and return where."""
    cells = []
    for number, (text, code) in enumerate(CELLS):
        cells += [new_markdown_cell(text), new_code_cell(code)]
        cells[-2]["id"], cells[-1]["id"] = f"text-{number}", f"code-{number}"
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = new_notebook(cells=cells, metadata={"kernelspec": kernel})
    path.write_text(nbformat.writes(notebook), encoding="utf-8")
    return path
