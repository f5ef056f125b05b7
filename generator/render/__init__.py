"""Bulletins and the archive as HTML, through the templates that a maintainer may change."""
