"""Write ZIP files whose bytes depend only on their contents."""

import io
import zipfile
from collections.abc import Mapping

DAY = (2026, 11, 23, 0, 0, 0)  # of all entries, whenever they are packed


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return a ZIP of files by their names; a name that ends in / is a folder."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            add(archive, name, content)
    return buffer.getvalue()


def add(
    archive: zipfile.ZipFile, name: str, content: bytes, *, is_compressed: bool = False
) -> None:
    """Add a file to a ZIP; one that is compressed already, such as a wheel, is stored as it is."""
    entry = zipfile.ZipInfo(name, DAY)
    entry.external_attr = 0o644 << 16  # Unix permissions: everybody may read
    archive.writestr(entry, content, zipfile.ZIP_STORED if is_compressed else zipfile.ZIP_DEFLATED)
