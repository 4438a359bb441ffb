"""The desk of a student: which practice journal is meant, its clock, and the talk in it."""
