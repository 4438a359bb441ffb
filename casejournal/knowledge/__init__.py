"""The textbook as data: components, principles, roles, steps and tasks, in English and Indonesian, loaded on demand."""
