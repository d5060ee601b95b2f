"""The page for teachers: what the commands for teachers do, by buttons and dropped files."""
