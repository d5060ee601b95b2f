"""Charts of lesson 07."""
