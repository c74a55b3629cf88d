"""Stands in for the worker: starts a process, notes its number in the file named, and sleeps."""

import subprocess
import sys
import time
from pathlib import Path

child = subprocess.Popen(["sleep", "60"])
Path(sys.argv[1]).write_text(str(child.pid))
time.sleep(60)
