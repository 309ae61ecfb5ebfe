"""The Delete Upload API, and the calls beside it that make uploads: JSON with HTTP statuses."""

import json
import uuid
from dataclasses import dataclass

from answers import as_json
from incoming import Unreadable, multipart_fields

LARGEST_FILE = 1_048_576


@dataclass
class Upload:
    owner: str
    filename: str
    status: str = "pending"
    content: bytes = b""


class UploadsApi:
    def __init__(self, keys, address):
        self._keys = keys
        self._address = address
        self._uploads = {}
        self._routes = {
            ("DELETE", "/delete-upload-api"): self._delete,
            ("POST", "/upload-api"): self._create,
            ("GET", "/list-uploads-api"): self._list,
            ("POST", "/objects"): self._store,
        }

    def answer(self, method, path, headers, body):
        route = self._routes.get((method, path))
        if route:
            return route(headers, body)
        if any(path == known for _, known in self._routes):
            return as_json(405, {"error": "Method not allowed"})
        return as_json(404, {"error": "Not found"})

    def _delete(self, headers, _):
        user = self._keys.get(headers.get("x-api-key", ""))
        if user is None:
            return as_json(401, {"error": "Unauthorized"})
        name = headers.get("x-upload-id", "")
        if not name:
            return as_json(400, {"error": "Missing Upload-Id header"})
        upload = self._uploads.get(name)
        # Another's upload looks like one that never was.
        if upload is None or upload.owner != user:
            return as_json(404, {"error": "Upload not found"})
        del self._uploads[name]
        return as_json(200, {"message": f"Upload {name} deleted successfully"})

    def _create(self, headers, body):
        user = self._keys.get(headers.get("x-api-key", ""))
        if user is None:
            return as_json(401, {"error": "Unauthorized"})
        try:
            filename = json.loads(body)["filename"]
        except (ValueError, KeyError, TypeError, RecursionError):
            filename = None
        if not isinstance(filename, str) or not filename:
            return as_json(400, {"error": "Missing filename"})
        name = f"upl_{uuid.uuid4().hex}"
        self._uploads[name] = Upload(user, filename)
        # As a form for S3 says how large a file may be.
        fields = {"key": name, "content-length-range": f"0,{LARGEST_FILE}"}
        form = {"url": f"{self._address}/objects", "fields": fields}
        return as_json(200, {"upload_id": name, "upload": form})

    def _list(self, headers, _):
        user = self._keys.get(headers.get("x-api-key", ""))
        if user is None:
            return as_json(401, {"error": "Unauthorized"})
        wanted = headers.get("x-upload-status", "")
        mine = [
            {"upload_id": name, "status": upload.status, "filename": upload.filename}
            for name, upload in self._uploads.items()
            if upload.owner == user and wanted in ("", upload.status)
        ]
        return as_json(200, {"uploads": mine})

    def _store(self, headers, body):
        """The form that `upload` describes: its fields, then the file."""
        try:
            fields = dict(multipart_fields(headers.get("content-type", ""), body))
        except Unreadable as error:
            return as_json(400, {"error": str(error)})
        upload = self._uploads.get(fields.get("key", b"").decode("utf-8", "replace"))
        if upload is None or "file" not in fields:
            return as_json(403, {"error": "Access denied"})
        if len(fields["file"]) > LARGEST_FILE:
            upload.status = "failed"
            return as_json(400, {"error": "The file is too large"})
        upload.status, upload.content = "completed", fields["file"]
        return as_json(201, {"stored": len(upload.content)})
