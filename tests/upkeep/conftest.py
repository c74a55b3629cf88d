from tests.fetching.conftest import internet, serve

__all__ = ["internet", "serve"]
