"""A small picture of a document's first page."""

import base64
from io import BytesIO
from typing import BinaryIO

from PIL import Image, WebPImagePlugin  # noqa: F401  the format of the picture

from documents.files.worker.pdf import opened

Image.preinit()  # now, while other modules can still be read

WIDTH = 200  # pixels: twice what a page shows, for sharp screens
TALLEST = 400  # pixels; a roll of paper is cut off
QUALITY = 50


def cover(file: BinaryIO) -> dict:
    """Return the first page as `image`, a WebP picture in base64."""
    page = opened(file)[0]
    bitmap = page.render(scale=WIDTH / page.get_width(), draw_annots=False)
    picture = bitmap.to_pil().convert("RGB")
    buffer = BytesIO()
    picture.crop((0, 0, picture.width, min(picture.height, TALLEST))).save(
        buffer, "WEBP", quality=QUALITY, method=6
    )
    return {"image": base64.b64encode(buffer.getvalue()).decode("ascii")}
