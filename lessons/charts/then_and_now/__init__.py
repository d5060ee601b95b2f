"""Draw the charts of lesson 12: what has changed since 2012."""
