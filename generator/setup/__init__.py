"""Gets a machine ready: system libraries, Python packages, Chinese faces; and says what is missing.

These modules run before anything is installed, so they use the standard library alone.
"""
