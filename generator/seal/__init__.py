"""What the office issued can be told from what it did not: checksums that are kept, and its own signature."""
