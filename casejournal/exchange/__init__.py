"""What leaves the journal: letters, and whatever else others are to read."""
