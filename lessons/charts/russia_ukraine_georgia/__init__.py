"""Draw the charts of lesson 5: Russia, Ukraine and Georgia."""
