"""Handlers, and the temporary files behind them."""

import os
import uuid
from dataclasses import dataclass

SMALLEST_CHUNK = 262_144
LARGEST_CHUNK = 33_554_432
DEFAULT_CHUNK = 1_048_576


def negotiate(preferred):
    """The chunk size for a preferred one: 0 asks for the default, all else is moved into the limits."""
    if preferred == 0:
        return DEFAULT_CHUNK
    return max(SMALLEST_CHUNK, min(preferred, LARGEST_CHUNK))


@dataclass
class Handler:
    owner: str
    chunk_size: int
    path: str
    # Uploads: the last chunk has come.
    complete: bool = False


class Staging:
    """The handlers of one kind. Their files lie in one folder, named after them."""

    def __init__(self, folder, suffix):
        os.makedirs(folder, exist_ok=True)
        self._folder = folder
        self._suffix = suffix
        self._handlers = {}

    def create(self, owner, chunk_size, content=b""):
        name = str(uuid.uuid4())
        path = os.path.join(self._folder, name + self._suffix)
        with open(path, "xb") as file:
            file.write(content)
        self._handlers[name] = Handler(owner, chunk_size, path)
        return name

    def find(self, name, owner):
        """The user's handler of this name; None when it is gone, or another's."""
        handler = self._handlers.get(name.lower())
        return handler if handler and handler.owner == owner else None

    def owner_of(self, name):
        """Whose the handler of this name is; None when it is gone."""
        handler = self._handlers.get(name.lower())
        return handler.owner if handler else None

    def discard(self, name, owner, keep_file=False):
        """Removes the user's handler and its file, if there is one."""
        handler = self.find(name, owner)
        if handler is None:
            return
        del self._handlers[name.lower()]
        if os.path.exists(handler.path) and not keep_file:
            os.remove(handler.path)

    def discard_all(self):
        for name, handler in list(self._handlers.items()):
            self.discard(name, handler.owner)
