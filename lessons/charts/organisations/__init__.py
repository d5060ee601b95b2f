"""Draw the charts of lesson 9: NATO and other organisations."""
