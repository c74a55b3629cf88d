"""The pages of the admin on which the evidence of entries is read, reconciled and corrected."""

from django.urls import path

from documents.admin.evidence import comparison, correction, findings, overview, reader_page

PAGES = [
    ("evidence/", overview.overview, "evidence"),
    ("<int:pk>/evidence/", reader_page.read, "read_evidence"),
    ("<int:pk>/evidence/findings/", findings.findings, "evidence_of"),
    ("<int:pk>/evidence/findings/<int:finding_pk>/", correction.correct, "correct_evidence"),
    (
        "<int:pk>/evidence/corrections/<int:correction_pk>/",
        correction.decide,
        "decide_correction",
    ),
    ("<int:pk>/evidence/compare/", comparison.comparison, "compare_evidence"),
    ("<int:pk>/evidence/<int:reading_pk>/release/", comparison.release, "release_evidence"),
]


def urls(site) -> list:
    """List the addresses of the pages in an admin site, named `documents_entry_<page>`."""
    return [
        path(route, site.admin_view(view), name=f"documents_entry_{name}")
        for route, view, name in PAGES
    ]
