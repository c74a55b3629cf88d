"""Dates and numbers in Arabic: Django knows no date with a time there, and groups no thousands."""

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y، H:i"
TIME_FORMAT = "H:i"
THOUSAND_SEPARATOR = "\xa0"
NUMBER_GROUPING = 3
