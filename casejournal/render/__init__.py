"""What a screen holds. Nothing here prints."""
