"""Code tasks: check what a learner's code returns."""
