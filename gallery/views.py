from django.http import HttpResponse
from django.shortcuts import render

from gallery import schemes
from gallery.page import exhibits
from gallery.samples import ELSEWHERE


def gallery(request):
    context = {"exhibits": exhibits(), "elsewhere": ELSEWHERE}
    return render(request, "gallery/gallery.html", context)


def scheme_style(request):
    return HttpResponse(schemes.style_sheet(), content_type="text/css; charset=utf-8")
