"""Group work on the screen."""
