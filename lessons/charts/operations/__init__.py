"""Charts of lesson 08."""
