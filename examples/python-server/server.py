"""An example server for Assay: both upload APIs on Python's standard library, nothing else.

    python3 server.py --port 18090 [--staging FOLDER] [--only NAMES] [--without NAMES] [--fault NAME]

Some of the operations at /srv.asmx can be left out, and one documented rule broken.
"""

import argparse
import base64
import re
import signal
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import answers
from faults import FAULTS
from inforouter import InfoRouter
from library import Library
from incoming import Arguments, Unreadable, form_arguments, multipart_fields, soap_call
from sessions import Sessions
from staging import Staging
from uploads_api import UploadsApi

HOST = "127.0.0.1"
SERVICE = "/srv.asmx"
# The largest chunk in base64, percent-encoded, with room for what surrounds it.
LARGEST_BODY = 64 * 1024 * 1024
IDLE_SECONDS = 30
LONGEST_LINE = 4096

PASSWORDS = {"alice": "wonderland", "bob": "builder"}
KEYS = {"key-of-alice": "alice", "key-of-bob": "bob"}
SAMPLE = bytes(range(256)) * 2048


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, port, staging, fault):
        super().__init__((HOST, port), RequestHandler)
        self.uploads = Staging(staging, ".upload")
        self.downloads = Staging(staging, ".download")
        library = Library(["/Library", "/Library/inbox"], {"/Library/sample.bin": SAMPLE})
        sessions = Sessions(PASSWORDS, fault)
        self.inforouter = InfoRouter(sessions, library, self.uploads, self.downloads, fault)
        self.uploads_api = UploadsApi(KEYS, f"http://{HOST}:{self.server_port}")
        # One operation at a time: simple, and right.
        self.turn = threading.Lock()

    def handle_error(self, request, client_address):
        """A client that went away is no event; anything else is."""
        if not isinstance(sys.exc_info()[1], (ConnectionError, TimeoutError)):
            super().handle_error(request, client_address)


class RequestHandler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "ExampleServer"
    sys_version = ""
    timeout = IDLE_SECONDS
    # An answer is one packet where it can be, and is not held back.
    wbufsize = -1
    disable_nagle_algorithm = True

    def do_GET(self):
        body = self._read_body()
        if body is None:
            return
        path, _, query = self.path.partition("?")
        if path == SERVICE or path.startswith(f"{SERVICE}/"):
            answer = self._inforouter(path, query, body)
        else:
            with self.server.turn:
                api = self.server.uploads_api
                answer = api.answer(self.command, path, self.headers, body)
        self._send(answer)

    do_POST = do_PUT = do_DELETE = do_HEAD = do_GET

    def log_message(self, *_):
        """Silent: every request would be too much, and may hold a password."""

    # -- /srv.asmx -----------------------------------------------------------------------------

    def _inforouter(self, path, query, body):
        if self.command not in ("GET", "POST"):
            return answers.plain(405, "Use GET or POST.", Allow="GET, POST")
        if path == SERVICE:
            return self._soap(body)
        operation = path[len(SERVICE) + 1 :]
        if not self.server.inforouter.offers(operation):
            return answers.plain(404, "There is no such operation.")
        if operation == "UploadFileChunk" and self.command == "GET":
            return answers.plain(415, "A chunk takes a body.")
        try:
            arguments = self._form(body) if self.command == "POST" else form_arguments(query)
            content = self._call(operation, arguments)
        except Unreadable as error:
            return answers.plain(400, str(error))
        if isinstance(content, bytes):
            return answers.Answer(200, "application/octet-stream", content)
        return answers.xml(content)

    def _form(self, body):
        content_type = self.headers.get("content-type", "")
        kind = content_type.partition(";")[0].strip().lower()
        if kind == "multipart/form-data":
            return Arguments(multipart_fields(content_type, body))
        if body and kind != "application/x-www-form-urlencoded":
            raise Unreadable("The body is not a form.")
        return form_arguments(body.decode("utf-8", "replace"))

    def _soap(self, body):
        if self.command != "POST":
            return answers.plain(405, "SOAP is posted.", Allow="POST")
        try:
            operation, arguments = soap_call(body)
            action = self.headers.get("soapaction", "").strip('" ')
            if not self.server.inforouter.offers(operation):
                raise Unreadable("There is no such operation.")
            if action and action != f"http://tempuri.org/{operation}":
                raise Unreadable("SOAPAction names another operation.")
            content = self._call(operation, arguments)
        except Unreadable as error:
            return answers.soap_fault(str(error))
        if isinstance(content, bytes):
            return answers.soap(operation, base64.b64encode(content).decode())
        return answers.soap(operation, content.replace("<response", '<response xmlns=""', 1))

    def _call(self, operation, arguments):
        """The element that answers; bytes where a document does."""
        with self.server.turn:
            try:
                values = self.server.inforouter.call(operation, arguments)
            except answers.Refused as no:
                return answers.response({"success": "false", "error": no, **no.attributes})
        content = values.pop("", "")
        if isinstance(content, bytes):
            return content
        return answers.response({"success": "true", "error": "", **values}, content)

    # -- HTTP ----------------------------------------------------------------------------------

    def _read_body(self):
        """The body; None when it cannot be read, and the answer was sent."""
        coding = self.headers.get("transfer-encoding", "")
        length = self.headers.get("content-length", "0")
        try:
            if coding.lower() == "chunked" and "content-length" not in self.headers:
                return self._read_chunks()
            if coding or not re.fullmatch("[0-9]+", length, re.ASCII):
                raise Unreadable("The length of the body is not clear.")
            if int(length) > LARGEST_BODY:
                raise Unreadable("The body is too large.")
            return self._read_exactly(int(length))
        except Unreadable as error:
            # Where the next request would begin is not known.
            self.close_connection = True
            self._send(answers.plain(400, str(error)))
            return None

    def _read_chunks(self):
        """RFC 9112, 7.1: sizes in hexadecimal, each before its bytes; 0, trailers and an empty line end it."""
        body = bytearray()
        while True:
            size = self.rfile.readline(LONGEST_LINE).partition(b";")[0].strip()
            if not re.fullmatch(rb"[0-9A-Fa-f]{1,8}", size):
                raise Unreadable("A chunk has no size.")
            if len(body) + int(size, 16) > LARGEST_BODY:
                raise Unreadable("The body is too large.")
            if int(size, 16) == 0:
                break
            body += self._read_exactly(int(size, 16))
            self._read_exactly(2)
        while self.rfile.readline(LONGEST_LINE).strip():
            pass
        return bytes(body)

    def _read_exactly(self, length):
        content = self.rfile.read(length)
        if len(content) < length:
            raise Unreadable("The body ends too early.")
        return content

    def _send(self, answer):
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.content_type)
        self.send_header("Content-Length", str(len(answer.body)))
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)


def _names(text):
    return [name for name in text.split(",") if name]


def main():
    options = argparse.ArgumentParser(description="Both upload APIs, as an example for Assay.")
    options.add_argument("--port", type=int, default=18090, help="0 takes a free one")
    options.add_argument("--staging", default="staging", help="the folder of temporary files")
    options.add_argument("--only", type=_names, help="the operations to offer; all by default")
    options.add_argument("--without", type=_names, default=[], help="operations to leave out")
    options.add_argument(
        "--fault",
        choices=["", *FAULTS],
        default="",
        help="; ".join(f"{name}: {what}" for name, what in FAULTS.items()),
    )
    chosen = options.parse_args()
    # Ends as Ctrl-C does, so that nothing stays behind.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with Server(chosen.port, chosen.staging, chosen.fault) as server:
        known = server.inforouter.operations()
        unknown = {*(chosen.only or []), *chosen.without} - {*known}
        if unknown:
            options.error(f"unknown operation {', '.join(unknown)}; there are {', '.join(known)}")
        offered = [name for name in chosen.only or known if name not in chosen.without]
        server.inforouter.offer(offered)
        print(f"listening on http://{HOST}:{server.server_port}", flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            pass
        finally:
            server.uploads.discard_all()
            server.downloads.discard_all()


if __name__ == "__main__":
    main()
