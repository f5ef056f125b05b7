"""A bulletin as a .docx: its value written anew with Word's own means, never converted from the PDF."""
