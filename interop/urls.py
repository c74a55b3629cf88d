"""Addresses for programs, the same in every language."""

from django.urls import path

from interop import entries

machine_urls = [
    path("api/v1/entries/", entries.found, name="api_entries"),
    path("api/v1/entries/<str:identifier>/", entries.entry, name="api_entry"),
]
