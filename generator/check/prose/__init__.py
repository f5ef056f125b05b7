"""What editors wrote, read as text: `documents` gives every file as blocks that know their places."""
