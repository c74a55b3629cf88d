"""Confines itself, then answers one task about the file on standard input, as JSON.

Arguments: the task, then the fields of documents.files.sandbox.Limits in their order.
"""

import sys

from documents.files.worker.confinement import confine
from documents.files.worker.reach import shut
from documents.files.worker.tasks import answer, load

confine(*map(int, sys.argv[2:]))
perform = load(sys.argv[1])
shut()
answer(perform)
