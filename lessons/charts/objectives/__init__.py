"""Draw the charts of lesson 10: objectives and priority areas, and examples of both."""
