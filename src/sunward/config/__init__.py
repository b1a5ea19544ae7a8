"""Settings, addresses, and the one page where contexts are bound to each other (`wiring`)."""
