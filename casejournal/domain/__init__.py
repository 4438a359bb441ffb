"""The practice: its records and its rules. No terminal, no disk, no clock."""
