"""Link controls that depend on each other: a new question clears the answers to the last one."""

from collections.abc import Callable, Mapping
from typing import Any

Values = dict[str, Any]


def start_anew(question: str, **blank: Any) -> Callable[[Mapping[str, Any], Values], Values]:
    """Return a link that blanks some controls when the control `question` changes.

    `blank` holds the values of these controls before anything is answered. A control that was set
    in the same step keeps its new value, so that a call may set question and answer together.
    """

    def link(before: Mapping[str, Any], after: Values) -> Values:
        if before[question] == after[question]:
            return after
        # What was set together with the question is an answer to the new one.
        untouched = {name for name in blank if after[name] == before[name]}
        return after | {name: blank[name] for name in untouched}

    return link
