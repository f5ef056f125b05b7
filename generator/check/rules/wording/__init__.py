"""Rules about words."""
