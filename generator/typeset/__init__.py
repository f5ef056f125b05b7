"""HTML to PDF: Chinese line setting on top of WeasyPrint, faces, fonts in the file, the foot's place."""
