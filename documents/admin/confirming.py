"""The page before a step that touches many entries: what it would do, and to which."""

from dataclasses import dataclass, field

from django.contrib import admin
from django.http import HttpResponse
from django.shortcuts import render

from documents.history.touched import Touched

NONE = Touched(0, [])


@dataclass(frozen=True)
class Part:
    """One thing that would happen, in a sentence, and the entries to which it would."""

    text: str
    touched: Touched = field(default=NONE)


def confirm(request, opts, title: str, parts: list[Part], submit: str, back: str) -> HttpResponse:
    """Ask on a page; the answer comes as a POST to the same address."""
    context = {"opts": opts, "title": title, "parts": parts, "submit": submit, "back": back}
    return render(request, "admin/confirm.html", {**admin.site.each_context(request), **context})
