"""Personal data in text: found, masked. Pure functions over strings; no stage of the pipeline."""
