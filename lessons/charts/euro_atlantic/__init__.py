"""Draw the charts of lesson 4: the EAPC, the PfP and what partners take part in."""
