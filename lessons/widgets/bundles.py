"""Read what is bundled for the browser: scripts and style sheets."""

from functools import cache

from lessons.core.paths import LESSONS

BUNDLES = LESSONS / "widgets" / "js" / "bundle"


@cache
def bundle(name: str) -> str:
    """Return the text of a bundled script or style sheet, such as "explorer.js".

    Bundles are made from lessons/widgets/js by `npm run build`, and are committed. Raise
    FileNotFoundError for a name that does not exist.
    """
    return (BUNDLES / name).read_text(encoding="utf-8")
