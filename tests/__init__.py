"""Promises, each stated by a test's name."""
