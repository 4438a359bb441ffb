"""Process recording: a talk turn by turn, as it is typed, shown, sent to a supervisor and commented."""
