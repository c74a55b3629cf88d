from django.shortcuts import render

from documents.models import Kind
from documents.pages.remembering import remembered


@remembered
def about(request):
    kinds = Kind.objects.public().with_labels()
    return render(request, "about.html", {"kinds": kinds})


@remembered
def accessibility(request):
    return render(request, "accessibility.html")
