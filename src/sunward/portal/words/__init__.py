"""Facts, rules and findings in plain words, for the pages."""
