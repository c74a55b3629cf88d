"""Addresses for machines and for downloads, the same in every language."""

from django.urls import re_path

from exchange.search_export import search_export

machine_urls = [
    re_path(r"^search/export\.(?P<format_>csv|xlsx)$", search_export, name="search_export"),
]
