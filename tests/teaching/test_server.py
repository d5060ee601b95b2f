"""What the server sends to a browser cannot run where it could read a teacher's files."""

import pytest

from lessons.teaching import server


@pytest.mark.parametrize("name", ["gradebook.html", "feedback.HTML"])
def test_a_page_is_shown_in_a_sandbox_that_reaches_nothing(name: str) -> None:
    policy = server.headers(name)["Content-Security-Policy"]
    assert "sandbox" in policy
    assert "allow-same-origin" not in policy
    assert "default-src 'none'" in policy


@pytest.mark.parametrize("name", ["a.svg", "a.xhtml", "a.js", "a.ipynb", "a.csv", "html", "a"])
def test_other_files_than_pages_and_pdfs_are_only_saved(name: str) -> None:
    sent = server.headers(name)
    assert sent["Content-Disposition"] == "attachment"
    assert sent["Content-Type"] == "application/octet-stream"
    assert sent["X-Content-Type-Options"] == "nosniff"
