"""Draw charts: marks, themes, maps and the chart with its sentence."""
