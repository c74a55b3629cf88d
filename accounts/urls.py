"""Pages about accounts for who is not signed in."""

from django.contrib.auth import views
from django.urls import path

from accounts.views import password
from accounts.views.invitation import invitation

urlpatterns = [
    path("accounts/invitations/<str:token>/", invitation, name="invitation"),
    # The names are those that Django's own pages look for.
    path("accounts/password/", password.Reset.as_view(), name="admin_password_reset"),
    path(
        "accounts/password/sent/", views.PasswordResetDoneView.as_view(), name="password_reset_done"
    ),
    path(
        "accounts/password/<uidb64>/<token>/",
        password.Confirm.as_view(),
        name="password_reset_confirm",
    ),
    path(
        "accounts/password/changed/",
        views.PasswordResetCompleteView.as_view(),
        name="password_reset_complete",
    ),
]
