"""The only folder that asks a person anything. At any question `<` goes back, `?` says why it is asked."""
