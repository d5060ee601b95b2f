"""Store a class in a folder: its code, its pupils, and every file that they hand in.

    code.txt                                the code of the class
    pupils/P01.txt                          a checksum of the pupil's secret key
    hand-ins/P01/hand-in-the_network-P01.json, then …-P01-2.json, and so on

Nothing that is in the folder is ever replaced. A class that is served again keeps code and keys.
"""

import hashlib
import hmac
import re
import secrets
from pathlib import Path

from lessons.classroom.hand_in import file_name, read, to_json
from lessons.core.files import free_path, read_bytes, write_bytes, write_text
from lessons.core.mistakes import Mistake
from lessons.runtime.class_server.limits import Limits

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # without letters and digits that look alike
CODE_LENGTH = 6
CODE = re.compile(f"[{LETTERS}]{{{CODE_LENGTH}}}")
SECRET_BYTES = 24
KEY = re.compile(r"(P\d{2,4})\.([A-Za-z0-9_-]{32})", re.ASCII)


class ClassIsFull(Mistake):
    """Raised when a class has as many pupils or files as are allowed."""


class ClassFolder:
    """The folder of a class. Raise FileProblem where it cannot be read or written."""

    def __init__(self, path: Path, limits: Limits | None = None) -> None:
        """Open the folder of a class, or make one with a new code."""
        self.path, self.limits = path, limits or Limits()
        self.code = self._read_code()
        self._bytes = sum(file.stat().st_size for file in self.hand_ins.glob("P*/*.json"))

    @property
    def hand_ins(self) -> Path:
        """The folder that the gradebook reads."""
        return self.path / "hand-ins"

    def pupils(self) -> int:
        """Return how many pupils have joined."""
        return len(list((self.path / "pupils").glob("P*.txt")))

    def files(self) -> int:
        """Return how many hand-ins there are."""
        return len(list(self.hand_ins.glob("P*/*.json")))

    def join(self) -> tuple[str, str]:
        """Return a new pupil's code, which the teacher sees, and secret key. Raise ClassIsFull."""
        codes = (f"P{number:02}" for number in range(1, self.limits.pupils + 1))
        code = next((code for code in codes if not self._key_file(code).exists()), "")
        if not code:
            raise ClassIsFull("This class is full. Tell your teacher.")
        secret = secrets.token_urlsafe(SECRET_BYTES)
        write_text(self._key_file(code), _checksum(secret), private=True)
        return code, f"{code}.{secret}"

    def pupil_of(self, key: str) -> str:
        """Return the code of the pupil who has this key, or ""."""
        match = KEY.fullmatch(key)
        if not match or not self._key_file(match[1]).is_file():
            return ""
        expected = read_bytes(self._key_file(match[1]))
        return match[1] if hmac.compare_digest(expected, _checksum(match[2]).encode()) else ""

    def add(self, pupil: str, data: bytes) -> Path:
        """Save a hand-in beside the earlier ones of this pupil, and return its path.

        Any name in the hand-in is replaced by the pupil's code, so that nobody can hand in for
        somebody else, and no names are collected. The same file is not saved twice. Raise Refused
        for a file that is not a hand-in, ClassIsFull, and FileProblem.
        """
        hand_in = read(data)._replace(name=pupil)
        content = to_json(hand_in).encode()
        folder = self.hand_ins / pupil
        earlier = sorted(folder.glob("*.json"))
        for path in earlier:
            if read_bytes(path) == content:
                return path
        if len(earlier) >= self.limits.pupil_hand_ins:
            raise ClassIsFull("You have handed in too many times. Tell your teacher.")
        if self._bytes + len(content) > self.limits.class_bytes:
            raise ClassIsFull("The hand-ins of this class take too much room. Tell your teacher.")
        path = write_bytes(free_path(folder / file_name(hand_in)), content, private=True)
        self._bytes += len(content)
        return path

    def _read_code(self) -> str:
        path = self.path / "code.txt"
        if path.exists():
            code = read_bytes(path).decode(errors="replace").strip()
            if CODE.fullmatch(code):
                return code
            raise Mistake(f"{path} does not hold the code of a class. Delete it for a new one.")
        code = "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))
        write_text(path, code, private=True)
        return code

    def _key_file(self, pupil: str) -> Path:
        return self.path / "pupils" / f"{pupil}.txt"


def _checksum(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
