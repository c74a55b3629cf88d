from django.shortcuts import render

from documents.models import Kind


def about(request):
    kinds = Kind.objects.public().with_labels()
    return render(request, "about.html", {"kinds": kinds})


def accessibility(request):
    return render(request, "accessibility.html")
