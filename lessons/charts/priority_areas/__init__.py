"""Charts of lesson 11."""
