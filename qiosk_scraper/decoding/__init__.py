"""From bytes to text and from scripts to records: what has to be decoded before a page can be read."""
