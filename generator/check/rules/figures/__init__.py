"""Rules about figures that contradict each other."""
