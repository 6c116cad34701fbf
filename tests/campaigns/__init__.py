"""Campaigns: long runs of crashes and faults with a seed and a report. `make torture` runs them all."""
