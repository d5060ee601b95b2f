"""Draw the charts of lesson 6: the Mediterranean Dialogue and the ICI."""
