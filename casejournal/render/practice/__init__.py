"""What a student sees of a practice run."""
