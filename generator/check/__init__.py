"""Checks of what was written and of what is about to be printed."""
