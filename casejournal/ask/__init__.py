"""The only folder that asks a person anything. At any question, `<` goes back and `?` explains why it is asked."""
