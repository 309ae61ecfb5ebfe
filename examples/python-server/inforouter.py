"""The operations at /srv.asmx. Each takes its arguments and returns attributes, or raises Refused."""

import base64
import binascii
import os
import zlib
from datetime import datetime, timezone

from answers import Refused
from faults import IGNORES_OWNER, KEEPS_STAGED_FILE, TICKET_BEFORE_GUID
from incoming import Unreadable
from sessions import is_guid
from staging import negotiate



class InfoRouter:
    def __init__(self, sessions, library, uploads, downloads, fault=""):
        self._sessions = sessions
        self._library = library
        self._uploads = uploads
        self._downloads = downloads
        self._fault = fault
        self._operations = {
            "ServerInfo": self._server_info,
            "AuthenticateUser": self._authenticate_user,
            "LogOut": self._log_out,
            "isValidTicket": self._is_valid_ticket,
            "CreateUploadHandler": self._create_upload_handler,
            "UploadFileChunk": self._upload_file_chunk,
            "UploadDocumentWithHandler": self._upload_document_with_handler,
            "DeleteUploadHandler": self._delete_upload_handler,
            "GetDownloadHandler": self._get_download_handler,
            "DownloadFileChunk": self._download_file_chunk,
            "DeleteDownloadHandler": self._delete_download_handler,
            "DownloadDocument": self._download_document,
            "DeleteDocument": self._delete_document,
        }

    def operations(self):
        return list(self._operations)

    def offer(self, names):
        """Only these from now on: the others are answered like operations that never were."""
        self._operations = {name: self._operations[name] for name in names}

    def offers(self, operation):
        return operation in self._operations

    def call(self, operation, arguments):
        """Attributes of the answer; a str or bytes under the name "" is its content."""
        return self._operations[operation](arguments)

    # -- sessions ------------------------------------------------------------------------------

    def _server_info(self, _):
        return {"ApplicationName": "Example server in Python"}

    def _authenticate_user(self, arguments):
        user = arguments.text("UID")
        ticket = self._sessions.log_in(user, arguments.text("PWD"))
        if ticket is None:
            raise Refused("[900] Authentication failed")
        return {"ticket": ticket, **self._profile(ticket)}

    def _log_out(self, arguments):
        ticket = arguments.text("AuthenticationTicket")
        self._profile(ticket)
        self._sessions.end(ticket)
        return {}

    def _is_valid_ticket(self, arguments):
        return self._profile(arguments.text("AuthenticationTicket"))

    def _profile(self, ticket):
        """Whose the ticket is and how long it lasts: only a look, which prolongs nothing."""
        user, until = self._sessions.look(ticket)
        if user is None:
            raise Refused("[901] Session expired or Invalid ticket")
        expires = datetime.fromtimestamp(until, timezone.utc)
        return {
            "userid": zlib.crc32(user.encode()),
            "username": user,
            "expireOn": expires.strftime("%Y-%m-%dT%H:%M:%SZ"),
        }

    # -- uploads -------------------------------------------------------------------------------

    def _create_upload_handler(self, arguments):
        user = self._user(arguments)
        size = negotiate(arguments.integer("PreferedChunkSize"))
        return {"UploadHandler": self._uploads.create(user, size), "ChunkSize": size}

    def _upload_file_chunk(self, arguments):
        user = self._user(arguments)
        handler = self._uploads.find(arguments.text("uploadHandler"), user)
        if handler is None:
            raise Refused("Invalid upload handler.")
        chunk = _chunk(arguments.raw("fileChunk"))
        last = arguments.boolean("lastChunk")
        if zlib.crc32(chunk) != _crc(arguments.text("chunkHEXCRC")):
            raise Refused("The checksum does not match the chunk.", tryagain="true")
        if handler.complete:
            raise Refused("The last chunk was sent already.")
        if len(chunk) > handler.chunk_size:
            raise Refused("The chunk is larger than ChunkSize.")
        with open(handler.path, "ab") as file:
            file.write(chunk)
        handler.complete = last
        if not last:
            return {"tryagain": "false"}
        with open(handler.path, "rb") as file:
            return {"tryagain": "false", "filehexcrc": _hex_crc(file.read())}

    def _upload_document_with_handler(self, arguments):
        user = self._user(arguments)
        name = arguments.text("uploadHandler")
        handler = self._uploads.find(name, user)
        if handler is None:
            raise Refused("Invalid upload handler.")
        if not handler.complete:
            raise Refused("The upload is not complete.")
        with open(handler.path, "rb") as file:
            document = self._library.put(arguments.text("path"), file.read())
        if document is None:
            raise Refused("Folder not found, or the name cannot be used.")
        self._uploads.discard(name, user)
        return {"DocumentId": document.number, "VersionId": document.version * 1_000_000}

    def _delete_upload_handler(self, arguments):
        return self._delete_handler(arguments, "UploadHandler", self._uploads)

    # -- downloads -----------------------------------------------------------------------------

    def _get_download_handler(self, arguments):
        user = self._user(arguments)
        document = self._document(arguments)
        size = negotiate(arguments.integer("PreferedChunkSize"))
        return {
            "Size": len(document.content),
            "ChunkSize": size,
            "CRC32": _hex_crc(document.content),
            "downloadhandler": self._downloads.create(user, size, document.content),
            "ContentType": "application/octet-stream",
            "ModificationDate": document.changed,
            "VersionNumber": 0,
            "AlterDocumentName": document.name,
            "RenderedContent": "false",
        }

    def _download_file_chunk(self, arguments):
        user = self._user(arguments)
        handler = self._downloads.find(arguments.text("DownloadHandler"), user)
        if handler is None:
            raise Refused("Invalid download handler. (guid)")
        start, length = arguments.integer("StartOffset"), arguments.integer("ChunkSize")
        total = os.path.getsize(handler.path)
        if not 0 <= start <= total or length < 0:
            raise Refused("There is no such part of the file.")
        with open(handler.path, "rb") as file:
            file.seek(start)
            chunk = file.read(min(length or handler.chunk_size, handler.chunk_size))
        return {
            "filelength": total,
            "chunklength": len(chunk),
            "lastchunk": "true" if start + len(chunk) == total else "false",
            "chunkCRC32": _hex_crc(chunk),
            "": base64.b64encode(chunk).decode(),
        }

    def _delete_download_handler(self, arguments):
        return self._delete_handler(arguments, "DownloadHandler", self._downloads)

    def _download_document(self, arguments):
        self._user(arguments)
        return {"": self._document(arguments).content}

    def _delete_document(self, arguments):
        self._user(arguments)
        if not self._library.remove(arguments.text("Path")):
            raise Refused("Document not found.")
        return {}

    # -- what they share -----------------------------------------------------------------------

    def _user(self, arguments):
        """Who calls. 900 and 901 overlap in the documents: a missing ticket is 900 here."""
        ticket = arguments.text("authenticationTicket")
        if not is_guid(ticket):
            raise Refused("[900] Authentication failed")
        user = self._sessions.user_of(ticket)
        if user is None:
            raise Refused("[901] Session expired or Invalid ticket")
        return user

    def _delete_handler(self, arguments, parameter, staging):
        """What is no GUID is refused before anything else; what is not there is deleted already."""
        name = arguments.text(parameter)
        if self._fault == TICKET_BEFORE_GUID:
            self._user(arguments)
        if not is_guid(name):
            raise Refused("bad Request")
        user = self._user(arguments)
        owner = staging.owner_of(name) if self._fault == IGNORES_OWNER else user
        staging.discard(name, owner, keep_file=self._fault == KEEPS_STAGED_FILE)
        return {}

    def _document(self, arguments):
        document = self._library.get(arguments.text("Path"))
        if document is None:
            raise Refused("Document not found.")
        return document


def _chunk(value):
    """The bytes of a chunk: a part of a multipart body as it is, anything else as base64."""
    if isinstance(value, bytes):
        return value
    try:
        return base64.b64decode("".join((value or "").split()), validate=True)
    except (binascii.Error, ValueError) as error:
        raise Unreadable("fileChunk is not base64.") from error


def _crc(text):
    try:
        return int(text, 16)
    except ValueError:
        return None


def _hex_crc(content):
    return f"{zlib.crc32(content):X}"
