"""How style sheets and scripts are stored for serving."""

from django.core.files.base import ContentFile
from rcssmin import cssmin
from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFilesStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage, with style sheets freed of comments and indentation."""

    def _save(self, name: str, content):
        if name.endswith(".css"):
            style = b"".join(content.chunks())  # from its beginning, wherever others have read to
            content = ContentFile(cssmin(style.decode()).encode())
        return super()._save(name, content)
