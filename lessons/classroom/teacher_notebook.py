"""Write a notebook in which a teacher can explore the gradebook's tables further.

It holds no name and no answer itself: it reads the tables in its own folder.
"""

from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

# The arguments with which pandas reads the tables, by whether they have semicolons.
READ_OPTIONS = {False: "", True: ', sep=";", decimal=","'}
CELLS = [
    (
        "# The class in figures\n\n"
        "This notebook reads the tables beside it, so that you can ask them your own questions. "
        "Run a cell with Shift-Enter, change it, run it again.",
        "import pandas as pd\n\n"
        'pd.set_option("display.max_colwidth", None, "display.max_rows", 400)\n'
        'pd.set_option("display.max_columns", None)\n\n\n'
        "def read(table):\n"
        '    return pd.read_csv(f"{table}.csv", encoding="utf-8-sig"%s)\n\n\n'
        'marks, objectives, questions = read("marks"), read("objectives"), read("questions")\n'
        'wrong, files = read("wrong"), read("files")',
    ),
    (
        "## Marks\n\nPer cent of the points of each lesson; questions left open give none. "
        "A lesson that was not handed in is empty, and gives no points in the last column.",
        'shown = marks.drop(columns=["answered", "asked"]).set_index("name")\n'
        'shown.sort_values("percent_of_all_set").astype(object).fillna("")',
    ),
    (
        "## Pupils and objectives\n\nThe share of points in what was answered, the weakest "
        "objective first.",
        'heat = objectives.pivot_table(index="name", columns="goal", values="share", sort=False)\n'
        'heat[heat.mean().sort_values().index].round(2).astype(object).fillna("")',
    ),
    (
        "## Questions that deserve a second look\n\nHard ones, and those in which strong pupils "
        "do no better than weak ones.",
        'second = questions.query("facility < 0.4 or discrimination < 0.15")\n'
        'second = second[["id", "ask", "answers", "facility", "discrimination"]]\n'
        'second.round(2).astype(object).fillna("")',
    ),
    (
        "## What they answered instead\n\nThe commonest wrong answer to each question.",
        'often = wrong.sort_values("chosen", ascending=False).drop_duplicates("id").head(15)\n'
        'often.merge(questions[["id", "ask"]]).drop(columns="id")',
    ),
    (
        "## Files\n\nWhat was done with files that were not simply counted.",
        'files[files["why"].notna()].fillna("")',
    ),
]


def write(path: Path, *, semicolon: bool = False) -> Path:
    """Write the notebook and return its path; `semicolon` says how the tables are written."""
    cells = []
    for number, (text, code) in enumerate(CELLS):
        filled = code % READ_OPTIONS[semicolon] if not number else code
        cells += [new_markdown_cell(text), new_code_cell(filled)]
        cells[-2]["id"], cells[-1]["id"] = f"text-{number}", f"code-{number}"
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = new_notebook(cells=cells, metadata={"kernelspec": kernel})
    path.write_text(nbformat.writes(notebook), encoding="utf-8")
    return path
