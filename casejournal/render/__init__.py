"""Builds what a screen says. Nothing here prints."""
