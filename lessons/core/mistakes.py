"""The exception whose message is for the person who typed or has something wrong."""


class Mistake(ValueError):
    """Say what is wrong and the way out, in a message that is read without a traceback.

    A notebook shows the message alone, and the command line prints it and exits with 1. Raise it
    for what people type or have on their disk, never for a fault of the course itself.
    """

    def _render_traceback_(self) -> list[str]:
        # IPython asks for this. Dozens of lines of our code would hide the sentence.
        return [str(self)]
