"""Rows to fill in where no script adds them."""

ASKED = "empty_rows"


class EmptyRows:
    """For an inline: one empty row if the address asks for it, as a link in `<noscript>` does."""

    def get_extra(self, request, obj=None, **kwargs):
        return int(ASKED in request.GET)
