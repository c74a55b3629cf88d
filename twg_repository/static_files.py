"""How style sheets and scripts are stored for serving."""

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

from twg_repository.style_sheets import sent


class StaticFilesStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage, with style sheets as they are sent."""

    def _save(self, name: str, content):
        if name.endswith(".css"):
            style = b"".join(content.chunks())  # from its beginning, wherever others have read to
            content = ContentFile(sent(style.decode()).encode())
        return super()._save(name, content)
