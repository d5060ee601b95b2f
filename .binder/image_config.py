"""Show working copies of the notebooks, as at home; postBuild adds this to the server's settings.

It runs each time that a server starts, so that the copies are made where the learner's answers are:
on a hub, in a folder that outlives the server.
"""

from lessons.core.paths import NOTEBOOKS
from lessons.runtime import serve, working_copies

course = serve.own_home().course
working_copies.refresh(NOTEBOOKS, course / "notebooks")
c.ServerApp.root_dir = str(course)  # noqa: F821 (given by Jupyter)
# JupyterLab is 7 MB of text: compressed, a quarter of it goes through the network.
c.ServerApp.tornado_settings = {"compress_response": True}  # noqa: F821
