"""What leaves the journal: letters and other documents for people outside."""
