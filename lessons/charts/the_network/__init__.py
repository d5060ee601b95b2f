"""Draw the charts of lesson 3: the network of partners on the map, as a sum, as a table."""
