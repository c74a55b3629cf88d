"""Whether this machine can keep the reading of files away from everything else."""

from django.core.checks import CheckMessage, Tags, Warning, register  # noqa: A004  Django's name

from documents.files.worker.reach import available

DOORS = ("landlock", "seccomp")


@register(Tags.security)
def reach_is_limited(app_configs=None, **kwargs) -> list[CheckMessage]:
    """Say at every start where the worker that reads uploads could reach more than its file."""
    missing = [door for door in DOORS if door not in available()]
    return [open_door(" and ".join(missing))] if missing else []


def open_door(missing: str) -> CheckMessage:
    return Warning(
        f"This machine has no {missing}: a hostile upload that takes over what reads it could "
        "reach more than the upload.",
        hint="Use Linux 5.13 or later with Landlock switched on, on x86_64 or aarch64.",
        id="twg.W002",
    )
