"""Rules about the forms of dates and times."""
