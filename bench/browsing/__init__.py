"""How fast the pages of `qiosk browse` are on a large archive, beside plain Datasette on the same file."""
