"""Draw the charts of lesson 11: the priority areas of cooperation."""
