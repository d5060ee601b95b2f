"""Draw the chart of lesson 11: cases in which cooperation failed, and how they are explained."""
