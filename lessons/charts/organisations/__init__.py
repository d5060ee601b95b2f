"""Charts of lesson 09."""
