class Unreadable(Exception):
    """The file gives no text; `reason` is one of those of documents.files.sandbox.Failed."""

    def __init__(self, reason: str, detail: str = ""):
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail
