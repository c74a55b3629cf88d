"""Whoever still owes the second factor is a visitor, but where it is given or set up."""

from django.contrib.auth.models import AnonymousUser

from accounts import second_factor

DOOR = "admin"  # whose pages lead there first (`RepositorySite.detour`)


class OwingMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs) -> None:
        if DOOR not in request.resolver_match.namespaces and owes(request.user):
            request.user = AnonymousUser()


def owes(user) -> bool:
    """Tell whether somebody is signed in by the password alone, where it is not enough."""
    if not user.is_authenticated or user.is_verified():
        return False
    return second_factor.has(user) or second_factor.required_of(user)
