"""Printed from the sources: what other programs and readers open."""
