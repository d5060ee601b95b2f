"""Define the exception for mistakes that users can correct themselves."""


class Mistake(ValueError):
    """Raised for a mistake in a user's input or file; the message says what to do.

    A notebook shows the message without a traceback, and the command line prints it and exits with
    1. Never raise it for a fault of the course itself.
    """

    def _render_traceback_(self) -> list[str]:
        # IPython calls this. Dozens of lines of traceback would hide the sentence.
        return [str(self)]
