"""Draw the charts of lesson 0: how to read and use a chart."""
