"""The website's pages can be read before anything runs, and ask for nothing from elsewhere."""

import base64
import io
import json
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from PIL import Image
from sampling import walk

from lessons.core.mistakes import Mistake
from lessons.core.paths import NOTEBOOKS
from lessons.course import extras, labs, lesson, lessons
from lessons.publishing.web import archive, licences, site
from lessons.publishing.web.pages import Page, home_page, page_of, webp
from lessons.widgets.card import RUN_ALL

SOURCES = {page.name: page for page in (*lessons(), *labs(), *extras())}

# Elements whose address a browser fetches without being asked.
FETCHED = {"img": "src", "script": "src", "link": "href", "iframe": "src", "source": "src"}


class Reader(HTMLParser):
    """Collect the elements of a page, and its ids."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def ids(self) -> set[str | None]:
        return {attributes["id"] for _, attributes in self.elements if "id" in attributes}


@cache
def page_named(name: str) -> Page:
    """Return a page of the website by its name, such as "index" or "03_the_network"."""
    return page_of(SOURCES[name]) if name in SOURCES else home_page()


SOME = ["index", "00_start_here", "03_the_network", "03_the_network_lab", "glossary", "review"]


@pytest.fixture(params=walk(["index", *SOURCES], SOME))
def page(request: pytest.FixtureRequest) -> Page:
    """Return each page of the website."""
    return page_named(request.param)


def read(page: Page) -> Reader:
    return Reader(site.html(page, "python-1", "course-1"))


def test_a_page_fetches_nothing_from_elsewhere_and_names_every_picture(page: Page) -> None:
    for tag, attributes in read(page).elements:
        address = attributes.get(FETCHED.get(tag, ""))
        assert not re.match(r"(https?:)?//", address or ""), address
        if tag == "img":
            assert attributes["alt"]
            assert str(address).removeprefix("pictures/") in page.pictures


@pytest.mark.parametrize("name", ["03_the_network", "03_the_network_lab"])
def test_pictures_lose_nothing_on_their_way_to_the_website(name: str) -> None:
    notebook = (NOTEBOOKS / f"{name}.ipynb").read_text(encoding="utf-8")
    stored = map(base64.b64decode, re.findall(r'image/png(?:;base64,|": ")([\w+/=]+)', notebook))
    shown = map(webp, page_named(name).pictures.values())
    before, after = ({pixels(picture) for picture in pictures} for pictures in (stored, shown))
    assert before == after != set()


def pixels(picture: bytes) -> bytes:
    """Return the colours of a picture's pixels."""
    return Image.open(io.BytesIO(picture)).convert("RGB").tobytes()


def test_a_page_speaks_of_no_notebook(page: Page) -> None:
    text = site.html(page, "python-1", "course-1")
    assert RUN_ALL not in text
    assert "Run All Cells" not in text
    assert not re.search(r'href="[^"/:]+\.ipynb', text)


def test_a_page_that_runs_asks_for_no_key_that_runs_a_cell(page: Page) -> None:
    assert not page.cells or "Shift + Enter" not in page.body


def test_every_link_within_the_site_leads_to_a_page_and_a_place_on_it() -> None:
    found = {f"{name}.html": read(page_named(name)) for name in ("index", *SOURCES)}
    found["licences.html"] = Reader("")
    for name, page in found.items():
        for tag, attributes in page.elements:
            address = attributes.get("href") or ""
            if tag != "a" or ":" in address.partition("#")[0]:
                continue
            target, _, place = address.partition("#")
            assert (target or name) in found, f"{name} links to {address}"
            assert not place or place in found[target or name].ids(), f"{name} links to {address}"


def test_a_cell_that_only_prints_is_not_run_again() -> None:
    page = page_of(lesson("the_network"))
    assert any("explore.world_map" in source for _, source in page.cells)
    assert not any("cite(" in source and "print" in source for _, source in page.cells)


def test_a_lab_is_only_read() -> None:
    (lab,) = labs(["the_network"])
    page = page_of(lab)
    assert not page.cells
    assert "<code>" in page.body


def test_the_archive_holds_no_notes_for_teachers_and_no_solutions() -> None:
    names = [name for name, _ in archive.files()]
    assert "lessons/03_the_network/quiz.toml" in names
    assert "data/allies.csv" in names
    assert not [name for name in names if name.endswith(("teacher.md", "lab.md", "handout.toml"))]


def test_packages_are_listed_with_their_licences() -> None:
    for package in map(licences.package, archive.PACKAGES):
        assert package.licence
        assert package.text
        assert package.home.startswith("https://")


def test_the_service_worker_knows_every_file_by_its_content() -> None:
    first = site.service_worker({"index.html": b"one"}).decode()
    other = site.service_worker({"index.html": b"other"}).decode()
    course = json.loads(first.partition(" = ")[2].partition(";\n")[0])
    assert set(course["files"]) == {"index.html"}
    assert first.partition("\n")[0] != other.partition("\n")[0]


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(Mistake, match="other files"):
        site.build_site(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_without_pyodide_the_command_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site, "PYODIDE", tmp_path / "node_modules" / "pyodide")
    with pytest.raises(Mistake, match="npm install"):
        site.build_site(tmp_path / "web")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("lab", labs(), ids=lambda lab: lab.name)
def test_a_lab_says_what_its_code_needs_and_leads_to_where_it_runs(lab) -> None:
    page = page_of(lab)
    assert "needs pandas and matplotlib" in page.body
    assert f"/{lab.name}.ipynb" in page.body
    assert not page.cells
