"""The secrets of apps that show codes are encrypted, recovery codes become digests."""

from binascii import unhexlify

from django.db import migrations

from accounts.sealing import keyed_digests, seal


def seal_all(apps, schema_editor):
    for device in apps.get_model("otp_totp", "TOTPDevice").objects.all():
        device.key = seal(unhexlify(device.key))
        device.save(update_fields=["key"])
    for code in apps.get_model("otp_static", "StaticToken").objects.all():
        code.token = keyed_digests(code.token)[0]
        code.save(update_fields=["token"])


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_any_language"),
        ("otp_static", "0003_add_timestamps"),
        ("otp_totp", "0003_add_timestamps"),
    ]
    operations = [
        migrations.CreateModel(
            name="Authenticator",
            fields=[],
            options={"proxy": True, "default_permissions": (), "indexes": [], "constraints": []},
            bases=("otp_totp.totpdevice",),
        ),
        migrations.CreateModel(
            name="RecoveryCodes",
            fields=[],
            options={"proxy": True, "default_permissions": (), "indexes": [], "constraints": []},
            bases=("otp_static.staticdevice",),
        ),
        migrations.RunPython(seal_all, migrations.RunPython.noop),
    ]
