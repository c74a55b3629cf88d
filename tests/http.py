"""Pages as they come over the wire."""

import gzip
from dataclasses import dataclass
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import brotli

DECODERS = {"gzip": gzip.decompress, "br": brotli.decompress}


@dataclass(frozen=True)
class Page:
    status: int
    headers: dict[str, str]
    wire: bytes

    @property
    def text(self) -> bytes:
        decode = DECODERS.get(self.headers.get("content-encoding", ""))
        return decode(self.wire) if decode else self.wire


def fetch(address: str, **headers: str) -> Page:
    """GET without following redirects' errors; whatever the status, the page comes back."""
    request = Request(address, headers={"Accept-Encoding": "gzip, br", **headers})  # noqa: S310
    try:
        response = urlopen(request)  # noqa: S310
    except HTTPError as error:
        response = error
    with response:
        names = {name.lower(): value for name, value in response.headers.items()}
        return Page(response.status, names, response.read())
