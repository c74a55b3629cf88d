"""A small picture of the first page, for those who recognise a document by its looks."""

import base64
import hashlib

from django.core.files.base import ContentFile

from documents.files import sandbox
from documents.files.formats import Format
from documents.files.storage import BlobStorage, blob_name

LIMITS = sandbox.Limits(cpu_seconds=20, wall_seconds=40)
MEDIA_TYPE = "image/webp"


def draw(file: sandbox.Opened, kind: Format) -> str:
    """Store a picture of the first page and return its name; empty where none can be drawn."""
    if kind.code != "pdf":
        return ""
    try:
        answer = sandbox.run("cover", file, LIMITS)
    except sandbox.Failed:
        return ""
    return store(base64.b64decode(answer["image"]))


def store(picture: bytes) -> str:
    name = blob_name(hashlib.sha256(picture).hexdigest())
    return BlobStorage().save(name, ContentFile(picture))
