"""The report of a period: the work of a month in figures, for the worker and for those who pay for it.

Nobody's name and no ref is in it. Each module counts one side of the work; `figures` is the table of all of them.
"""
