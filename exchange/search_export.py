"""The entries that a search finds, as a table for readers."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from documents import slots
from documents.audience import Audience
from documents.search.address import Address
from documents.search.ordering import ranked_ids
from documents.search.page import SearchPage
from exchange.download import download
from exchange.export import for_readers
from throttling import client
from throttling.limit import Limit

MOST = 5000  # entries
LIMIT = Limit("search export", 20, 600)  # for one address


def search_export(request: HttpRequest, format_: str) -> HttpResponseBase:
    """Send the first entries of the search with the same parameters, as far as readers see them."""
    if not LIMIT.allows(client.network(request)):
        return later()
    audience = Audience.of(request.user)
    return download(for_readers(ranked_ids(request.GET, audience, MOST), audience), format_)


def declare() -> None:
    """Offer the tables below the results of a search."""
    slots.declare(
        slots.Insert(slots.Slot.LIST, "tables", 50, question, template="inserts/tables.html")
    )


def question(page: SearchPage, audience: Audience) -> Address | None:
    return page.address if page.total else None


def later() -> HttpResponse:
    text = _("That is a lot of tables in a short time. Try again in ten minutes.")
    answer = HttpResponse(text, status=429, content_type="text/plain; charset=utf-8")
    answer["Retry-After"] = str(LIMIT.seconds)
    return answer
