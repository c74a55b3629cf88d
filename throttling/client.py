"""Who asks, as far as the network tells: the address behind the proxies that are ours."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

HEADER = "X-Forwarded-For"
ONE_HOUSE = 64  # bits: whoever has one address of IPv6 has all that begin like it


def address(request: HttpRequest) -> str | None:
    """Return the client's address as text; None where there is none, behind a socket of a file.

    Each of `settings.PROXIES` proxies adds at the end of the header who asked it. What stands
    before those came from outside, and may say anything.
    """
    told = request.headers.get(HEADER, "").split(",") if settings.PROXIES else []
    asked = told[-settings.PROXIES] if len(told) >= settings.PROXIES > 0 else ""
    found = parsed(asked) or parsed(request.META.get("REMOTE_ADDR", ""))
    return str(found) if found else None


def network(request: HttpRequest) -> str:
    """Return what is counted as one client; "" for all that have no address."""
    return network_of(address(request))


def network_of(text: str | None) -> str:
    found = parsed(text or "")
    if isinstance(found, IPv6Address):
        return str(ip_network((found, ONE_HOUSE), strict=False))
    return str(found or "")


def parsed(text: str) -> IPv4Address | IPv6Address | None:
    """Read an address as proxies write it, with or without brackets and port."""
    bare = text.strip().strip('"')
    if bare.startswith("["):
        bare = bare[1:].partition("]")[0]
    elif bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        found = ip_address(bare)
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found
