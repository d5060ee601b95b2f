"""Find the folder names that Moodle gives to submissions, by which it takes feedback back.

A submission of Ada, participant 123, comes out of Moodle as `Ada_123_assignsubmission_file_/...`,
or with the file's name behind the last underscore.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

SUBMISSION = re.compile(r"([^_]*)_(\d{1,18})_assignsubmission_(?:file|onlinetext)(?:_|$)")
# What no folder's name may hold on one system or another; a name has no path in it either.
FORBIDDEN = re.compile(r'[\x00-\x1f<>:"/\\|?*]')


class Participant(NamedTuple):
    """A pupil as Moodle knows one: the number, and the name of the folder for feedback files."""

    number: str
    folder: str


def participant(labels: Sequence[str]) -> Participant | None:
    """Return whose submissions some files are, by the last path that comes from Moodle, or None.

    The outermost folder counts: those inside it were named by the pupil.

    >>> participant(["8a.zip › Ada L_123_assignsubmission_file_/hand-in.json"])
    Participant(number='123', folder='Ada L_123_assignsubmission_file_')
    """
    for label in reversed(labels):
        for part in re.split(r"/| › ", label):
            if found := SUBMISSION.match(part):
                name = FORBIDDEN.sub("-", found[1]).strip(" .") or "pupil"
                return Participant(found[2], f"{name}_{found[2]}_assignsubmission_file_")
    return None
