"""The components of the pages, for those who work on them."""

from django.urls import path

from gallery import views

urlpatterns = [
    path("design/", views.gallery, name="gallery"),
    path("design/schemes.css", views.scheme_style, name="scheme_style"),
]
