"""What is shown: one function, one Chart."""
