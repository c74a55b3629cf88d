from django.http import Http404
from django.shortcuts import redirect, render

from upkeep import letter as letter_


def letter(request, token: str):
    """Turn the weekly letter off or on, for whoever holds the link of one. Opening the page does
    nothing: programs that look through mail open every link."""
    account = letter_.account_of(token)
    if account is None:
        raise Http404
    if request.method == "POST":
        letter_.choose(account, "wanted" in request.POST)
        return redirect("upkeep_letter", token)
    return render(request, "upkeep/letter.html", {"is_wanted": letter_.is_wanted(account)})
