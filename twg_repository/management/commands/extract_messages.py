from django.conf import settings
from django.core.management.base import BaseCommand

from twg_repository import messages


class Command(BaseCommand):
    help = "Bring the catalogues of locale/ up to date with the strings of templates and Python."

    def handle(self, *args, **options):
        for language, name in settings.LANGUAGES:
            if language == settings.LANGUAGE_CODE:
                continue
            catalog = messages.updated(language)
            messages.write(language, catalog)
            waiting = len(messages.untranslated(catalog))
            self.stdout.write(f"{name}: {len(catalog)} messages, {waiting} to translate")
