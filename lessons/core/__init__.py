"""Define paths, text helpers and lazy imports that every other package uses."""
