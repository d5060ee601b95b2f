"""Build the course as a static website that runs its Python in the reader's browser."""

from lessons.publishing.web.site import build_site

__all__ = ["build_site"]
