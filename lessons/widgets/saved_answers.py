"""Send the learner's saved answers to the page, for notebooks without a running kernel.

This is an extension of the Jupyter server: `.binder/jupyter/jupyter_server_config.json` turns it
on. The server runs with the learner's account, so it reads the same journal as kernels do. In the
page, lessons/widgets/js/src/lab_extension.js shows the answers in the stills of quizzes.
"""

import asyncio
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from lessons.core.text import counted

DRAFTS = "role-play"  # the id for the drafts of the role play, which belong to no question
MAX_QUESTIONS = 200  # in one request: more than any notebook has


def saved_answers(ids: Iterable[str]) -> dict[str, str]:
    """Return the last answer to each question as text, by the question's id.

    Questions without an answer are left out. Estimates have ids, too.
    """
    from lessons import journal  # imported late, so that the server starts fast

    wanted = set(ids)
    # In the order of the journal, so that a later answer replaces an earlier one.
    saved = [*journal.answers(), *journal.answers(verb="estimated")]
    last = {answer.question: answer.response for answer in saved if answer.question in wanted}
    found = {id: _in_words(id, response) for id, response in last.items()}
    if DRAFTS in wanted:
        found[DRAFTS] = _draft_in_words()
    return {id: text for id, text in found.items() if text}


def _in_words(id: str, response: Any) -> str:
    from lessons import questions

    try:
        question = questions.question(id)
        parts = question.chosen(response, question.mark(response))
        return question.written_text(response) or "; ".join(part.option for part in parts)
    except (LookupError, ValueError, TypeError, AttributeError):
        return _as_written(response)  # an estimate, an exam, or a question that has changed since


def _draft_in_words() -> str:
    from lessons.role_play.drafts import Drafts
    from lessons.role_play.partner import Partner

    drafts = Drafts.load()
    if not drafts.partner:
        return ""
    plan = drafts.plan
    aims = counted(len(plan.aims), "aim")
    activities = counted(len(plan.chosen), "activity", "activities")
    name = Partner(drafts.partner).name
    return " ".join([f"{name}: {aims} and {activities} chosen.", *plan.texts.values()])


def _as_written(response: Any) -> str:
    if isinstance(response, Mapping):
        return "; ".join(f"{row} → {option}" for row, option in response.items() if option)
    if isinstance(response, list):
        return "; ".join(map(str, response))
    return f"{response:g}" if isinstance(response, float) else str(response)


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]


def _load_jupyter_server_extension(server: Any) -> None:
    """Add the address `cooperative-security/answers` to a Jupyter server."""
    from jupyter_server.base.handlers import APIHandler
    from jupyter_server.utils import url_path_join
    from tornado.web import authenticated

    # One thread reads the journal: the server is not blocked, and only one read runs at a time.
    reader = ThreadPoolExecutor(max_workers=1)

    class SavedAnswers(APIHandler):
        """Answer `?questions=id,id` with a JSON object of texts by id."""

        @authenticated
        async def get(self) -> None:
            ids = self.get_query_argument("questions", "").split(",")[:MAX_QUESTIONS]
            loop = asyncio.get_running_loop()
            self.finish(await loop.run_in_executor(reader, saved_answers, ids))

    address = url_path_join(server.web_app.settings["base_url"], "cooperative-security", "answers")
    server.web_app.add_handlers(".*$", [(address, SavedAnswers)])
