"""What goes back over HTTP."""

import json
import re
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

XML = "text/xml; charset=utf-8"
DECLARATION = '<?xml version="1.0" encoding="utf-8"?>'
# What XML 1.0 has no way to write, not even as a reference.
UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Answer:
    status: int
    content_type: str
    body: bytes
    headers: dict = field(default_factory=dict)


class Refused(Exception):
    """The operation says no: the message is the error attribute, the rest are further ones."""

    def __init__(self, message, **attributes):
        super().__init__(message)
        self.attributes = attributes


def response(attributes, text=""):
    """`<response success=… error=… …>`: what every operation answers."""
    written = "".join(f" {name}={_quoted(value)}" for name, value in attributes.items())
    return f"<response{written}>{escape(text)}</response>" if text else f"<response{written} />"


def xml(element, status=200):
    return Answer(status, XML, f"{DECLARATION}\n{element}".encode())


def soap(operation, content):
    """The answer of an operation in its envelope."""
    return _envelope(
        200,
        f'<{operation}Response xmlns="http://tempuri.org/"><{operation}Result>{content}'
        f"</{operation}Result></{operation}Response>",
    )


def soap_fault(message, status=500):
    """SOAP 1.1, 4.4: the request was at fault. HTTP carries it with 500 (6.2)."""
    return _envelope(
        status,
        "<soap:Fault><faultcode>soap:Client</faultcode>"
        f"<faultstring>{escape(_writable(message))}</faultstring></soap:Fault>",
    )


def plain(status, message, **headers):
    return Answer(status, "text/plain; charset=utf-8", message.encode(), headers)


def as_json(status, value):
    return Answer(status, "application/json", json.dumps(value).encode())


def _envelope(status, body):
    return xml(
        '<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/">'
        f"<soap:Body>{body}</soap:Body></soap:Envelope>",
        status,
    )


def _quoted(value):
    return quoteattr(_writable(str(value)), {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def _writable(text):
    return UNWRITABLE.sub("\ufffd", text)
