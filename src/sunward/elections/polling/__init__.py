"""The poll of an election or a recall: its announced hours, what opening it asks, the proxies that count in it."""
