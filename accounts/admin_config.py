from django.contrib.admin.apps import AdminConfig


class RepositoryAdminConfig(AdminConfig):
    """Django's admin, with the second factor before it and everybody's own account in it."""

    default_site = "accounts.site.RepositorySite"
