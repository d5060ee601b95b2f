"""Charts of lesson 01."""
