"""Practice (latihan): a made-up client who answers by rules, and what the records show of the work with them."""
