"""Pages damaged at random: `make fuzz` reads many of them, the suite a few."""
