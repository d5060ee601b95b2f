"""Offer the commands for teachers on a page, with buttons and dropped files."""
