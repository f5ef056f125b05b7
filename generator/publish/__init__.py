"""Pictures made ready, and everything written below output/ so that a killed build harms nothing."""
