"""What happens to accounts is recorded whoever causes it: pages, commands or other code."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save

from accounts import audit, current, sessions

RIGHTS = ("is_active", "is_staff", "is_superuser")
CHANGES = {"post_add": "added", "pre_remove": "removed", "pre_clear": "removed"}


def listen() -> None:
    user_model = get_user_model()
    user_logged_in.connect(signed_in)
    user_logged_out.connect(signed_out)
    user_login_failed.connect(sign_in_failed)
    pre_save.connect(remember, sender=user_model)
    post_save.connect(saved, sender=user_model)
    post_delete.connect(deleted, sender=user_model)
    m2m_changed.connect(roles_changed, sender=user_model.groups.through)
    m2m_changed.connect(permissions_changed, sender=user_model.user_permissions.through)


def signed_in(request, user, **kwargs) -> None:
    sessions.stamp(request, user)
    audit.record("signed_in", user, user.get_username())


def signed_out(request, user, **kwargs) -> None:
    if user:
        audit.record("signed_out", user, user.get_username())


def sign_in_failed(credentials, **kwargs) -> None:
    """Record names of accounts only: into the field of the name, people also type passwords."""
    name = credentials.get("username") or ""
    known = get_user_model().objects.filter(username=name.replace("\0", "")).exists()
    step = "code" if kwargs.get("at_second_step") else "password"
    audit.record("sign_in_failed", None, name if known else "", step=step)


def remember(instance, update_fields, **kwargs) -> None:
    """Note the rights that an account has before it is saved."""
    instance._rights_before = None
    if update_fields is None or set(update_fields) & set(RIGHTS):
        accounts = get_user_model().objects.filter(pk=instance.pk)
        instance._rights_before = accounts.values(*RIGHTS).first()


def saved(instance, created, **kwargs) -> None:
    actor, name = current.actor(), instance.get_username()
    if created:
        audit.record("account_created", actor, name)
    elif before := instance._rights_before:
        tell_rights(instance, before, actor)
    # Django keeps the new password here until it is saved; a mere stronger hash does not count.
    if instance._password is not None and not created:
        audit.record("password_changed", actor, name)


def tell_rights(account, before: dict, actor) -> None:
    now = {name: getattr(account, name) for name in RIGHTS}
    if before["is_active"] != now["is_active"]:
        action = "account_activated" if now["is_active"] else "account_deactivated"
        audit.record(action, actor, account.get_username())
    changed = {name: now[name] for name in RIGHTS[1:] if before[name] != now[name]}
    if changed:
        audit.record("account_changed", actor, account.get_username(), **changed)


def deleted(instance, **kwargs) -> None:
    audit.record("account_deleted", current.actor(), instance.get_username())


def roles_changed(**change) -> None:
    tell_sets("roles_changed", **change)


def permissions_changed(**change) -> None:
    tell_sets("permissions_changed", **change)


def tell_sets(name: str, sender, action: str, instance, reverse, model, pk_set, **kwargs) -> None:
    """Record what became of roles or permissions of `instance`.

    With `reverse`, `instance` is what the accounts of `model` got or lost.
    """
    if action not in CHANGES:
        return
    keys = pk_set if action == "post_add" else held(sender, instance, model, pk_set)
    others = [named(each) for each in model.objects.filter(pk__in=keys)]
    accounts = others if reverse else [named(instance)] * bool(others)
    for account in accounts:
        changed = [named(instance)] if reverse else others
        audit.record(name, current.actor(), account, **{CHANGES[action]: changed})


def named(each) -> str:
    """Name an account or a role as people do, a permission as code does: its name is translated."""
    if isinstance(each, Permission):
        return f"{each.content_type.app_label}.{each.codename}"
    return str(each)


def held(through, instance, model, pk_set) -> set[int]:
    """Return the keys of what is really taken away: those of `pk_set` that `instance` has.

    With None for `pk_set`, all that it has.
    """
    rows = through.objects.filter(**{instance._meta.model_name: instance.pk})
    keys = set(rows.values_list(f"{model._meta.model_name}_id", flat=True))
    return keys if pk_set is None else keys & pk_set
