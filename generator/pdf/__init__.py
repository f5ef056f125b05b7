"""Kinds of PDF: what is made of a finished print PDF for filing, for a print shop, for folding."""
