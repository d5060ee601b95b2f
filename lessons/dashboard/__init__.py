"""The learner's own pages: the way through the course, what to review, and a search."""
