"""Looking through an archive in a web browser: our pages as a plugin of Datasette (the extra `browse`).

`plugin.py` lists what is hooked in; each page is a module of its own, its template and style are in `look/`. Datasette
loads the plugin by itself wherever the package is installed, and it does nothing where no archive is served.
"""
