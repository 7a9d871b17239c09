"""Articles as desks and sites have them: HTML, DOCX, Markdown, plain text, PDF."""
