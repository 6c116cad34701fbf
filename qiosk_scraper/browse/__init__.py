"""Looking through an archive in a web browser: Datasette (the extra `browse`) on 127.0.0.1."""
