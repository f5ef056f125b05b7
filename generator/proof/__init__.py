"""Proofs for those who sign: numbered lines, what changed since the last one, locks of final issues."""
