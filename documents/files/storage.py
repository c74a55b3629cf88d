"""Where the content of files lies: once for each SHA-256, never written again but to mend it."""

import hashlib
import os
import uuid

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, Storage
from django.utils.deconstruct import deconstructible

CHUNK = 1024 * 1024


@deconstructible
class BlobStorage(FileSystemStorage):
    """Files named by their checksum, so that a name that exists already has the same content."""

    def get_available_name(self, name, max_length=None):
        return name

    def _save(self, name, content):
        """Write beside, then move: a full disk or a crash leaves no half file under the name.

        What is there and has been damaged is replaced. What is answered to is on the disk.
        """
        if self.exists(name) and is_whole(self, name):
            return name
        beside = super()._save(f"incoming/{uuid.uuid4().hex}", content)
        sync(self.path(beside))
        folder = os.path.dirname(self.path(name))
        os.makedirs(folder, exist_ok=True)
        os.replace(self.path(beside), self.path(name))
        sync(folder)
        return name


def sync(path: str) -> None:
    """Wait until a file, or the names in a folder, are on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def is_whole(storage: Storage, name: str) -> bool:
    """Tell whether the content is what its name says."""
    with storage.open(name) as content:
        return blob_name(checksum(content)) == name


def checksum(content: File) -> str:
    """Sum up the content of an open file as its SHA-256 in hexadecimal."""
    found = hashlib.sha256()
    for chunk in content.chunks(CHUNK):
        found.update(chunk)
    return found.hexdigest()


def blob_name(sha256: str) -> str:
    return f"{sha256[:2]}/{sha256}"
