"""Draw the charts of lesson 1: what cooperative security is."""
