"""Read a website into memory once, compressed, so that no request leads to a path on the disk."""

import gzip
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lessons.core.files import read_bytes, visible_files
from lessons.core.mistakes import Mistake
from lessons.core.paths import shown

HOME = "index.html"
# Not from `mimetypes`: the registry of Windows may have types with which browsers run no script.
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
    ".webp": "image/webp",
    ".zip": "application/zip",
}
CHECKSUM = re.compile(r"-[0-9a-f]{12}/")  # in the name of a folder whose files never change
YEAR = 31_536_000  # seconds


@dataclass(frozen=True)
class StaticFile:
    """A file of the website: as it is and compressed, and the headers of the reply with it."""

    content: bytes
    compressed: bytes
    headers: Mapping[str, str]


def static_file(path: str, content: bytes) -> StaticFile:
    """Return a file with its headers; `path` is relative to the website's folder."""
    # Files with a checksum in their path never change; for others the browser sends the ETag.
    is_fixed = CHECKSUM.search(path)
    headers = {
        "Content-Type": TYPES.get(Path(path).suffix.lower(), "application/octet-stream"),
        "Cache-Control": f"private, max-age={YEAR}, immutable" if is_fixed else "no-cache",
        "ETag": f'"{hashlib.sha256(content).hexdigest()[:32]}"',
        "Vary": "Accept-Encoding",
    }
    return StaticFile(content, gzip.compress(content, mtime=0), headers)


def read_site(folder: Path) -> dict[str, StaticFile]:
    """Return the files of a website by their paths. Raise Mistake if the folder holds none."""
    if not (folder / HOME).is_file():
        raise Mistake(
            f"There is no website in {shown(folder)}. To build it, type: python -m lessons web. "
            "Or name the folder of one with --site."
        )
    paths = ((path.relative_to(folder).as_posix(), path) for path in visible_files(folder))
    return {name: static_file(name, read_bytes(path)) for name, path in paths}
