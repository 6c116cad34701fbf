"""`python -m qiosk_scraper` is the same as `qiosk`."""

import sys

from qiosk_scraper.cli import main

sys.exit(main())
