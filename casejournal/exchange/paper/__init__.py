"""A document as a file: a page to print, Markdown, a text document, a PDF. Nothing in them is fetched from outside."""
