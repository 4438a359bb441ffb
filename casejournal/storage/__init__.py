"""Stores the journal: TinyDB over an append-only, sealed log; keys; lock; index; verify."""
