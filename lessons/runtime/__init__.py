"""Check the environment and serve the course."""
