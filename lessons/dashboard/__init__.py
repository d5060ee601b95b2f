"""Show the learner's own pages: the path through the course, the review and the search."""
