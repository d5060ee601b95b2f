"""Change how JupyterLab works in the course, where no setting exists for it."""

from contextlib import contextmanager
from pathlib import Path

from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from jupyterlab_server import settings_utils
from jupyterlab_server.workspaces_handler import WorkspacesManager

from lessons.core.files import replacing

NARROW = "narrow"  # the name of the window that shows a lesson without side bars
NO_BAR = {"collapsed": True, "visible": False, "widgets": []}
CONTENTS = "@jupyterlab/toc:plugin"
CONTENTS_BAR = {
    "collapsed": False,
    "current": CONTENTS,
    "widgets": ["filebrowser", "running-sessions", CONTENTS],
}


class PromptConnection(ZMQChannelsWebsocketConnection):
    """A connection to a kernel that answers at once.

    Without this, small messages wait some 40 ms until the system sends them.
    """

    def connect(self):
        """Open the connection, and let no message wait."""
        self.websocket_handler.set_nodelay(True)
        return super().connect()


class WholeFiles(AsyncLargeFileManager):
    """The learner's files, each saved whole or not at all.

    Jupyter writes into the file itself: a computer that is switched off meanwhile would leave half
    a notebook.
    """

    @contextmanager
    def atomic_writing(self, os_path, text=True, encoding="utf-8"):
        """Give an open file that takes the place of `os_path` when the block ends."""
        how = {"mode": "w", "encoding": encoding, "newline": "\n"} if text else {"mode": "wb"}
        with replacing(Path(os_path)) as temporary, temporary.open(**how) as file:
            yield file


class SettingsValidator:
    """Check a learner's settings, but not JupyterLab's own schemas, which come with it.

    It would check all of them for each page that opens, and answer nobody else meanwhile.
    """

    validator = settings_utils.Validator

    def __new__(cls, schema):
        """Return what checks settings by a schema."""
        return cls.validator(schema)

    @staticmethod
    def check_schema(schema):
        """Accept a schema."""


settings_utils.Validator = SettingsValidator  # JupyterLab has no setting for it

load_workspace = WorkspacesManager.load


def load(manager, space_name):
    """Return the layout of a window: as it was left, or the course's own for a new one."""
    found = load_workspace(manager, space_name)
    return found if found["data"] else {**found, "data": layout(space_name.strip("/") == NARROW)}


def layout(is_narrow):
    """Return the layout of a new window: the contents on the left, unless it is narrow."""
    left = NO_BAR if is_narrow else CONTENTS_BAR
    sizes = [0, 1, 0] if is_narrow else [0.22, 0.78, 0]
    return {"layout-restorer:data": {"left": left, "right": NO_BAR, "relativeSizes": sizes}}


WorkspacesManager.load = load  # JupyterLab has no setting for another class

c.ServerApp.kernel_websocket_connection_class = PromptConnection  # noqa: F821 (given by Jupyter)
c.ServerApp.contents_manager_class = WholeFiles  # noqa: F821
# Any account on the computer could listen to a kernel's channels: encrypt them.
c.KernelManager.transport_encryption = "required"  # noqa: F821
# The one setting for kernels that nobody uses, in seconds. A lesson that is shown again starts anew
# by itself, so that those in windows that were left open may end, too.
c.MappingKernelManager.cull_idle_timeout = 3600  # noqa: F821
c.MappingKernelManager.cull_connected = True  # noqa: F821
