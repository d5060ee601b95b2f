"""Charts of lesson 04."""
