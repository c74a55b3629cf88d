"""Runs a module of this package with Django ready: `python -m benchmarks.inside measure 10000`."""

import os
import sys
from importlib import import_module

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "twg_repository.settings")
    django.setup()
    import_module(f"benchmarks.{sys.argv[1]}").main(sys.argv[2:])
