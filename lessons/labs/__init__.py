"""Check the answers to code tasks."""
