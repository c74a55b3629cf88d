from django.urls import path

from upkeep import views

urlpatterns = [path("upkeep/letter/<str:token>/", views.letter, name="upkeep_letter")]
