"""Mark the course's notebooks as trusted, so that their button "Start" runs without a question.

JupyterLab asks before a button in a notebook runs anything, unless the server has signed it.
"""

from pathlib import Path


def sign(notebooks: Path, data: Path | None = None) -> None:
    """Sign the notebooks in a folder for a server whose data folder is `data`, or Jupyter's own.

    A copy with the same content counts as signed, too.
    """
    # Imported here because only the start of a server needs it.
    import nbformat
    from nbformat.sign import NotebookNotary

    if data:
        data.mkdir(parents=True, exist_ok=True)
    notary = NotebookNotary(data_dir=str(data)) if data else NotebookNotary()
    for path in sorted(notebooks.glob("*.ipynb")):
        notary.sign(nbformat.read(path, as_version=4))
    notary.store.close()
