"""Choosing between sources that disagree by nature, a field a module; `policies` has the shorter ones."""
