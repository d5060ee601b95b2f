"""Charts of lesson 03."""
