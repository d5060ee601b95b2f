"""Check the installation, and serve the course in JupyterLab."""
