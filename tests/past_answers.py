"""Write answers of earlier days into the learner's journal, for tests of reviews."""

import json
import uuid
from datetime import UTC, datetime, timedelta

from lessons import journal

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def write_answer(question, score=1.0, days=0.0, confidence="", hint=False):
    """Write an answer given some days before NOW into the journal."""
    line = {
        "version": 1,
        "id": str(uuid.uuid4()),
        "timestamp": (NOW - timedelta(days=days)).isoformat().replace("+00:00", "Z"),
        "verb": "answered",
        "object": question,
        "result": {"response": "x", "score": {"scaled": score}, "success": score == 1},
        "context": {"extensions": {"confidence": confidence, "hint": hint}},
    }
    journal.path().parent.mkdir(parents=True, exist_ok=True)
    with journal.path().open("a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")
