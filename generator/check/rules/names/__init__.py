"""Rules about names of units, places and persons."""
