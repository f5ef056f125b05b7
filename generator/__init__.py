"""Static generator of a publicity office's bulletins: YAML and Markdown in, HTML and PDF out."""

__version__ = "0.1.0"
