"""Answer at once: without this, the kernel's replies wait some 40 ms for the system's sake."""

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection


class PromptConnection(ZMQChannelsWebsocketConnection):
    """A connection to a kernel that sends small messages without waiting for more."""

    def connect(self):
        """Open the connection, and let no message wait."""
        self.websocket_handler.set_nodelay(True)
        return super().connect()


c.ServerApp.kernel_websocket_connection_class = PromptConnection  # noqa: F821 (given by Jupyter)
