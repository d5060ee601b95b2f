"""Charts of lesson 00."""
