"""The pages of the admin on which entries go from submission to publication."""

from django.urls import path

from documents.admin.workflow import (
    comments,
    desk,
    harm,
    queue,
    replacement,
    review,
    reviewers,
    step,
)

PAGES = [
    ("queue/", queue.queue, "queue"),
    ("<int:pk>/desk/", desk.desk, "desk"),
    ("<int:pk>/steps/<slug:code>/", step.step, "step"),
    ("<int:pk>/replacement/", replacement.replacement, "replacement"),
    ("<int:pk>/harm/", harm.harm, "harm"),
    ("<int:pk>/review/", review.review, "review"),
    ("<int:pk>/reviewers/", reviewers.assign, "assign"),
    ("<int:pk>/reviewers/<int:review_pk>/release/", reviewers.release, "release"),
    ("<int:pk>/comments/", comments.say, "comment"),
]


def urls(site) -> list:
    """List the addresses of the pages in an admin site, named `documents_entry_<page>`."""
    return [
        path(route, site.admin_view(view), name=f"documents_entry_{name}")
        for route, view, name in PAGES
    ]
