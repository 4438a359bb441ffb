"""A process recording on its way to a supervisor and back: a paper with room for comments, read again."""
