"""Draw the charts of lesson 8: partners in NATO-led operations."""
