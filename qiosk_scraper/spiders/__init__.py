"""DISCOVER: spiders find and fetch; they do not understand articles."""
