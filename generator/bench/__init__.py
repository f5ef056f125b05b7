"""How fast, small and frugal the build is, beside bare WeasyPrint and typst on the same text."""
