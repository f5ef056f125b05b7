"""Rules about counts of items."""
