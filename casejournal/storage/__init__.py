"""Where the journal lies: TinyDB over an append-only, sealed log; keys; lock; index; verify."""
