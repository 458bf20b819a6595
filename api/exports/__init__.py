"""Files that an office prints and keeps: XLSX, DOCX, CSV and Markdown."""
