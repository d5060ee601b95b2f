"""Charts of lesson 05."""
