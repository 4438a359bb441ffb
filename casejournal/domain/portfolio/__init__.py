"""A student's portfolio: what in the records shows which competency, and what the student learned from it."""
