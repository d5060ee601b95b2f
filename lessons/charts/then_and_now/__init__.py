"""Charts of lesson 12."""
