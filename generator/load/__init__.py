"""Files of a site into records: bytes, text with positions, YAML nodes, fields, Markdown."""
