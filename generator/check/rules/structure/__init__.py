"""Rules about headings, lists, events and repetitions."""
