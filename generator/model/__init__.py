"""Frozen records of what editors write (`site`, `unit`, `report`, `issue`) and of what is printed (`bulletin`)."""
