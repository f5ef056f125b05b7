"""Frozen records: what editors write (site, unit, report, issue) and what is printed (bulletin)."""
