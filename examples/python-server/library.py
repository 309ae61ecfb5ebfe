"""Documents in folders, kept in memory."""

from dataclasses import dataclass
from datetime import datetime, timezone
from itertools import count


@dataclass(frozen=True)
class Document:
    number: int
    name: str
    content: bytes
    version: int
    changed: str


class Library:
    def __init__(self, folders, documents):
        self._folders = set(folders)
        self._numbers = count(1)
        self._documents = {}
        for path, content in documents.items():
            self.put(path, content)

    def put(self, path, content):
        """Makes a document or a further version of it; None when there is no such folder."""
        folder, _, name = path.rpartition("/")
        if folder not in self._folders or not name.strip(". ") or not name.isprintable():
            return None
        earlier = self._documents.get(path)
        self._documents[path] = Document(
            number=earlier.number if earlier else next(self._numbers),
            name=name,
            content=content,
            version=earlier.version + 1 if earlier else 1,
            changed=datetime.now(timezone.utc).strftime("%Y-%m-%d %H:%M:%S"),
        )
        return self._documents[path]

    def get(self, path):
        """By its path, or by its number: ~D12 or ~D12.txt. None when there is none."""
        return self._documents.get(self._path_of(path))

    def remove(self, path):
        return self._documents.pop(self._path_of(path), None) is not None

    def _path_of(self, path):
        if not path.startswith("~D"):
            return path
        for candidate, document in self._documents.items():
            if f"~D{document.number}" == path.partition(".")[0]:
                return candidate
        return None
