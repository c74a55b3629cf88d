from tests.upkeep.fetching.conftest import internet, serve

__all__ = ["internet", "serve"]
