"""Word and WPS: bulletins as .docx, for those who live in these programs."""
