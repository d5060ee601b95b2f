"""Put the addresses under which the course is published into README.md."""

import re
import tomllib
from urllib.parse import quote

from lessons.core.files import write_text
from lessons.core.paths import NOTEBOOKS, ROOT

README = ROOT / "README.md"
BINDER = "https://mybinder.org/v2/git/{repository}/HEAD?urlpath=lab/tree/notebooks/{name}.ipynb"


def addresses() -> dict[str, str]:
    """Return the address behind each name that README.md uses for one."""
    first = min(NOTEBOOKS.glob("[0-9][0-9]_*.ipynb")).stem
    return {"website": _urls()["website"], "binder": on_binder(first)}


def on_binder(notebook: str) -> str:
    """Return the address that opens a notebook on Binder, by the notebook's name."""
    # This form of address suits repositories on any host.
    return BINDER.format(repository=quote(_urls()["repository"], safe=""), name=notebook)


def _urls() -> dict[str, str]:
    """Return `[project.urls]` of pyproject.toml, the one place where a fork sets its addresses."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return dict(project["urls"])


def write_links() -> None:
    """Bring the definitions of links in README.md up to date, such as `[website]: https://...`."""
    text = README.read_text(encoding="utf-8")
    for name, address in addresses().items():
        text = re.sub(rf"^\[{name}\]: .*$", f"[{name}]: {address}", text, flags=re.MULTILINE)
    write_text(README, text)
