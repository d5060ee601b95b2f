"""The website in Firefox, where one is installed: a lesson works, keeps answers, opens offline."""

import json
from pathlib import Path

import pytest

from web.firefox import firefox, running_firefox
from web.serving import serving

pytestmark = [pytest.mark.browser, pytest.mark.exhaustive]
READY = "document.documentElement.dataset.csReady"
SAVED = "document.documentElement.dataset.csOffline"
# The card of a question, and an explorer with a slider; both are on the page once it is ready.
CARD = """[...document.querySelectorAll(".cs-quiz form")]
  .find((form) => form.textContent.includes("Croatia was one"))"""
EXPLORER = 'document.querySelector(".cs-frame:has(input[type=range])")'
ANSWER = f"""(() => {{
  const press = (tag, text) => [...({CARD}).querySelectorAll(tag)]
    .find((element) => element.textContent.trim().startsWith(text)).click();
  press("label", "It became an Ally");
  press("button", "Check");
}})()"""
MOVE = f"""(() => {{
  const slider = {EXPLORER}.querySelector("input[type=range]");
  slider.value = slider.min;
  slider.dispatchEvent(new Event("input", {{ bubbles: true }}));
}})()"""


def test_a_lesson_works_in_firefox_and_opens_again_without_a_network(
    website: Path, tmp_path: Path
) -> None:
    program = firefox()
    if program is None:
        pytest.skip("no Firefox is installed")
    with running_firefox(program, tmp_path / "profile") as tab:
        with serving(website) as (address, _log):
            tab.open(f"{address}/03_the_network.html")
            tab.wait_for(READY)
            tab.run("localStorage.setItem('cs-all-questions', 'yes')")
            tab.reload()
            tab.wait_for(READY)
            tab.run(ANSWER)
            tab.wait_for(f"({CARD}).textContent.includes('Right.')")
            before = tab.run(f"{EXPLORER}.querySelector('.cs-says').textContent")
            tab.run(MOVE)
            tab.wait_for(
                f"{EXPLORER}.querySelector('.cs-says').textContent !== {json.dumps(before)}"
            )
            tab.wait_for(SAVED)
        tab.reload()
        tab.wait_for(READY)
        tab.wait_for(f"({CARD})?.textContent.includes('Right.')")
        assert tab.run("document.querySelectorAll('.web-error').length") == 0
