"""How style sheets and scripts are stored for serving."""

from django.core.files.base import ContentFile
from rcssmin import cssmin
from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFilesStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage, with style sheets freed of comments and indentation."""

    def _save(self, name: str, content):
        if name.endswith(".css"):
            content = ContentFile(cssmin(content.read().decode()).encode())
        return super()._save(name, content)
