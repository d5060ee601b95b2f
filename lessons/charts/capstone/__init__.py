"""Draw the charts of lesson 13: what you know, and what others did before."""
