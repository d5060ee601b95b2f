"""Draw the charts of lesson 7: the partners across the globe."""
