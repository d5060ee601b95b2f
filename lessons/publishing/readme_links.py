"""Put the addresses under which the course is published into README.md."""

import re
import tomllib
from urllib.parse import quote

from lessons.core.files import write_text
from lessons.core.paths import NOTEBOOKS, ROOT

README = ROOT / "README.md"
BINDER = "https://mybinder.org/v2/git/{repository}/HEAD?urlpath=lab/tree/notebooks/{first}"


def addresses() -> dict[str, str]:
    """Return the address behind each name that README.md uses for one.

    They follow from `[project.urls]` in pyproject.toml, the one place to change.
    """
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    first = min(NOTEBOOKS.glob("[0-9][0-9]_*.ipynb")).name
    # This form of address suits repositories on any host.
    repository = quote(project["urls"]["repository"], safe="")
    binder = BINDER.format(repository=repository, first=first)
    return {"website": project["urls"]["website"], "binder": binder}


def write_links() -> None:
    """Bring the definitions of links in README.md up to date, such as `[website]: https://...`."""
    text = README.read_text(encoding="utf-8")
    for name, address in addresses().items():
        text = re.sub(rf"^\[{name}\]: .*$", f"[{name}]: {address}", text, flags=re.MULTILINE)
    write_text(README, text)
