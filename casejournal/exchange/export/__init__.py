"""Cases and groups as files for other programs. Each module beside the table of formats writes one of them."""
