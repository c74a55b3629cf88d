from django.middleware.gzip import GZipMiddleware


class PagesOnlyGZipMiddleware(GZipMiddleware):
    """Compresses pages, but no download: a compressed one would lose its length, its strong
    ETag and with them its ranges, and files are compressed already."""

    def process_response(self, request, response):
        if response.has_header("Accept-Ranges"):
            return response
        return super().process_response(request, response)
