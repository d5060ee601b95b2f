"""Draw the charts of lesson 2: how partnership grew from 1990 to today."""
