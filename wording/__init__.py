"""What code writes down for people to read later: kept as messages and values, not as text, so
that everybody reads it in their own language."""

from wording.field import MessagesField
from wording.message import Message, counted, sentence
from wording.messages import Messages

__all__ = ["Message", "Messages", "MessagesField", "counted", "sentence"]
