"""Suggesting an entry, and following how the suggestion fares."""

from axes.helpers import get_client_ip_address
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from documents.curation import conversation, suggesting
from documents.models import Suggestion
from documents.suggestion_form import SuggestionForm, same
from documents.suggestion_page import SuggestionPage
from throttling.limit import Limit

HOUR, DAY = 3600, 86_400
FROM_ONE_PLACE = Limit("suggest from one address", 10, HOUR)
FOR_ONE_PERSON = Limit("suggest for one person", 10, DAY)
FROM_EVERYBODY = Limit("suggest", 300, DAY)
ANSWERS = Limit("answer as one person", 20, HOUR)
LOOKS = Limit("look for the same", 240, HOUR)


@never_cache
def suggest(request):
    """The form, and what it sends; what no person filled in is thanked for and dropped."""
    form = SuggestionForm(request.user, request.POST or None, request.FILES or None)
    if form.is_valid():
        if form.is_spam:
            return render(request, "suggested.html", {"email": form.cleaned_data.get("email")})
        if may_suggest(request, form):
            return keep(request, form)
    return render(request, "suggest.html", {"form": form})


def may_suggest(request, form: SuggestionForm) -> bool:
    """Count; False with the form's error where it was too often."""
    email = form.cleaned_data.get("email") or request.user.get_username()
    limits = [
        FROM_ONE_PLACE.allows(get_client_ip_address(request) or ""),
        FOR_ONE_PERSON.allows(email.casefold()),
        FROM_EVERYBODY.allows(""),
    ]
    if not all(limits):
        form.add_error(None, _("There were many suggestions from here. Please try again later."))
    return all(limits)


def keep(request, form: SuggestionForm):
    data, suggestion = form.cleaned_data, form.suggestion()
    suggesting.suggest(
        form.instance, suggestion, url=data["url"], doi=data["doi"], file=data["file"]
    )
    if suggestion.confirmed_at:
        return redirect(suggestion)
    return render(request, "suggested.html", {"email": suggestion.email})


@require_safe
@never_cache
def suggest_alike(request):
    """What may be the same, while somebody types."""
    found = []
    if LOOKS.allows(get_client_ip_address(request) or ""):
        asked = {
            name: request.GET.get(name, "").replace("\0", "") for name in ("title", "doi", "url")
        }
        found = same(request.user, **asked)
    return render(request, "components/same.html", {"alike": found})


@never_cache
def suggestion(request, token: str):
    """How a suggestion fares, for whoever has its letter: confirm it, read questions, answer."""
    found = get_object_or_404(Suggestion.objects.select_related("entry__kind"), token=token)
    page = SuggestionPage(found, request.POST if "text" in request.POST else None)
    if "confirm" in request.POST:
        suggesting.confirm(found)
        return redirect(found)
    if page.takes_answers and page.form.is_valid() and may_answer(page):
        conversation.answer(found, page.form.cleaned_data["text"])
        return redirect(found)
    return render(request, "suggestion.html", {"page": page})


def may_answer(page: SuggestionPage) -> bool:
    """Count; False with the form's error where it was too often: each answer is a letter."""
    allowed = ANSWERS.allows(page.suggestion.token)
    if not allowed:
        page.form.add_error(None, _("There were many answers. Please try again later."))
    return allowed
