"""Where the content of files lies: once for each SHA-256, never written again."""

import os
import uuid

from django.core.files.storage import FileSystemStorage
from django.utils.deconstruct import deconstructible


@deconstructible
class BlobStorage(FileSystemStorage):
    """Files named by their checksum, so that a name that exists already has the same content."""

    def get_available_name(self, name, max_length=None):
        return name

    def _save(self, name, content):
        """Write beside, then move: a full disk or a crash leaves no half file under the name."""
        if self.exists(name):
            return name
        beside = super()._save(f"incoming/{uuid.uuid4().hex}", content)
        os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
        os.replace(self.path(beside), self.path(name))
        return name


def blob_name(sha256: str) -> str:
    return f"{sha256[:2]}/{sha256}"
