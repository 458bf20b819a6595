"""Wording: a language model puts a composed answer into its own words, checked as it writes."""
