"""What every test can count on."""

pytest_plugins = ["tests.selection"]
