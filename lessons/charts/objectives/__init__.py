"""Charts of lesson 10."""
