"""Answer at once, and show the course's own stills where a widget has lost its kernel."""

from importlib.util import find_spec
from pathlib import Path

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection


class PromptConnection(ZMQChannelsWebsocketConnection):
    """A connection to a kernel that sends small messages without waiting for more.

    Without this, the kernel's replies wait some 40 ms for the system's sake.
    """

    def connect(self):
        """Open the connection, and let no message wait."""
        self.websocket_handler.set_nodelay(True)
        return super().connect()


c.ServerApp.kernel_websocket_connection_class = PromptConnection  # noqa: F821 (given by Jupyter)

# The extension of JupyterLab and Notebook that lessons/widgets/js/src/lab_extension.js makes. On
# Binder this file is copied away from the course, so the course is looked for by name.
found = find_spec("lessons")
if found is not None and found.origin is not None:
    extensions = str(Path(found.origin).parent / "widgets" / "labextensions")
    c.LabApp.extra_labextensions_path = [extensions]  # noqa: F821 (given by Jupyter)
    c.JupyterNotebookApp.extra_labextensions_path = [extensions]  # noqa: F821
