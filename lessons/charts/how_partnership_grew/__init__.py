"""Charts of lesson 02."""
