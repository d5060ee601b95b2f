"""Charts of lesson 06."""
