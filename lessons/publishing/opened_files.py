"""List the files that a kernel opens: the kernel runs this file before the first cell."""

import os
import sys

LIST = "COOPERATIVE_SECURITY_OPENED"  # the variable that names the file to list them in


def list_opened_files(path: str) -> None:
    """Append the path of each file that Python opens from now on to a text file."""
    # The hook must not open a file itself, so it writes to one that is open already.
    opened = open(path, "a", encoding="utf-8", errors="replace", buffering=1)  # noqa: PTH123, SIM115

    def hook(event: str, details: tuple[object, ...]) -> None:
        if event == "open" and isinstance(details[0], str):
            opened.write(f"{details[0]}\n")

    sys.addaudithook(hook)


if __name__ == "__main__":  # not when `inputs` imports it
    list_opened_files(os.environ[LIST])
