"""Run a command of the course in a process of its own, follow what it prints, and stop it."""

import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

# The kernel's own variables would make matplotlib draw into a notebook.
VARIABLES = {"MPLBACKEND": "agg", "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"}
MAX_LINES = 400  # of a command's output that are shown
Hook = Callable[["Run"], None]


@dataclass
class Run:
    """A running command: the lines that it has printed so far and, at its end, its exit code.

    `errors` is its standard error. `is_stopped` says that the teacher stopped it.
    """

    name: str
    process: "subprocess.Popen[str]"
    lines: list[str] = field(default_factory=list)
    errors: str = ""
    code: int | None = None
    is_stopped: bool = False

    def stop(self) -> None:
        """End the command with every process that it has started."""
        import psutil  # imported here, because the website, which has this page, too, lacks it

        self.is_stopped = True
        try:
            parent = psutil.Process(self.process.pid)
            for process in (*parent.children(recursive=True), parent):
                process.kill()
        except psutil.NoSuchProcess:
            pass  # it has just ended by itself

    @property
    def reason(self) -> str:
        """Why the command failed: its own messages, or the last line of a traceback."""
        lines = self.errors.strip().splitlines() or [""]
        return lines[-1] if lines[0].startswith("Traceback") else " ".join(lines)


def start(name: str, arguments: Sequence[str], folder: Path, *, printed: Hook, ended: Hook) -> Run:
    """Start `python -m lessons ARGUMENTS` in a folder, and return at once.

    `printed` is called after each line that the command prints, `ended` when it has ended; both
    in a thread of their own.
    """
    folder.mkdir(parents=True, exist_ok=True)
    # The thread below closes it.
    errors = tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace")  # noqa: SIM115
    process = subprocess.Popen(  # noqa: S603 (no shell)
        # With -P, a file in the folder, such as random.py, does not take the place of a module.
        [sys.executable, "-P", "-m", "lessons", *arguments],
        cwd=folder,
        env=os.environ | VARIABLES,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=errors,
        encoding="utf-8",
        errors="replace",
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    run = Run(name, process)

    def follow() -> None:
        assert process.stdout
        with errors, process.stdout as output:
            for line in output:
                run.lines = [*run.lines, line.rstrip()][-MAX_LINES:]
                printed(run)
            code = process.wait()
            errors.seek(0)
            run.errors = errors.read()
        run.code = code
        ended(run)

    threading.Thread(target=follow, daemon=True).start()
    return run
