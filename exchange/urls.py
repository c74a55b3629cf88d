"""Addresses for machines and for downloads, the same in every language."""

from django.urls import re_path

from exchange.search_export import search_export
from exchange.table.formats import FORMATS

machine_urls = [
    re_path(
        rf"^search/export\.(?P<format_>{'|'.join(FORMATS)})$", search_export, name="search_export"
    ),
]
