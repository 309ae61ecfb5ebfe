"""What came over HTTP, read into plain data: form fields, multipart fields and SOAP arguments."""

import re
from urllib.parse import parse_qsl
from xml.etree import ElementTree

MOST_FIELDS = 100
DEEPEST_XML = 32
ENVELOPE = "{http://schemas.xmlsoap.org/soap/envelope/}"
NAMESPACE = "{http://tempuri.org/}"


class Unreadable(Exception):
    """The request cannot be read; the message is for whoever sent it."""


class Arguments:
    """Arguments of an operation, found whatever the letter case of their names."""

    def __init__(self, pairs):
        self._values = {}
        for name, value in pairs:
            # The first one counts where a name is repeated.
            self._values.setdefault(name.lower(), value)

    def text(self, name):
        """A text; empty when it is missing, as a client may leave out what is empty."""
        value = self._values.get(name.lower(), "")
        return value.decode("utf-8", "replace") if isinstance(value, bytes) else value

    def raw(self, name):
        """What came: bytes from a part of a multipart body, text otherwise, None when missing."""
        return self._values.get(name.lower())

    def integer(self, name):
        """A 32-bit integer in decimal digits. Python's own int() would take 1_000 and ٣ as well."""
        text = self.text(name).strip(" ")
        if not re.fullmatch(r"[+-]?[0-9]{1,20}", text) or not -(2**31) <= int(text) < 2**31:
            raise Unreadable(f"{name} is not an int.")
        return int(text)

    def boolean(self, name):
        words = {"true": True, "1": True, "false": False, "0": False}
        try:
            return words[self.text(name).strip(" ").lower()]
        except KeyError:
            raise Unreadable(f"{name} is not a boolean.") from None


def form_arguments(encoded):
    """A query, or the body of an HTML form."""
    try:
        return Arguments(parse_qsl(encoded, keep_blank_values=True, max_num_fields=MOST_FIELDS))
    except ValueError as error:
        raise Unreadable("These are too many fields.") from error


def multipart_fields(content_type, body):
    """The fields of a multipart/form-data body as (name, bytes), by RFC 7578."""
    boundary = re.search(r'boundary="?([^";,]{1,70})"?', content_type, re.IGNORECASE)
    if not boundary:
        raise Unreadable("The multipart body has no boundary.")
    delimiter = b"\r\n--" + boundary[1].encode("latin-1")
    # A line break before the first delimiter makes it like the others.
    parts = (b"\r\n" + body).split(delimiter)
    if len(parts) < 2 or not parts[-1].startswith(b"--"):
        raise Unreadable("The multipart body does not end.")
    return [field for part in parts[1:-1] if (field := _field_of(part))]


def _field_of(part):
    head, _, content = part.partition(b"\r\n\r\n")
    name = re.search(rb';\s*name="([^"]*)"', head, re.IGNORECASE)
    return (name[1].decode("utf-8", "replace"), content) if name else None


class _Limited(ElementTree.TreeBuilder):
    """Builds a tree, but none so deep that it was meant to do harm."""

    depth = 0

    def start(self, tag, attributes):
        self.depth += 1
        if self.depth > DEEPEST_XML:
            raise Unreadable("The envelope is nested too deeply.")
        return super().start(tag, attributes)

    def end(self, tag):
        self.depth -= 1
        return super().end(tag)


def soap_call(body):
    """The name and the arguments of the operation that a SOAP 1.1 envelope calls."""
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable("The envelope is not UTF-8.") from error
    # No DTD, so no entities: neither those of others' files nor those that expand without end.
    if "<!DOCTYPE" in text:
        raise Unreadable("A DTD is not allowed.")
    declared = re.match(r"""\s*<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)""", text)
    if declared and declared[1].lower() != "utf-8":
        raise Unreadable("The envelope says that it is not UTF-8.")
    # The text is decoded already: a parser of text takes no declaration of its encoding.
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    try:
        parser = ElementTree.XMLParser(target=_Limited())
        parser.feed(text)
        envelope = parser.close()
    except (ElementTree.ParseError, ValueError) as error:
        raise Unreadable("The envelope is not well-formed XML.") from error
    content = envelope.find(f"{ENVELOPE}Body")
    if envelope.tag != f"{ENVELOPE}Envelope" or content is None or len(content) != 1:
        raise Unreadable("This is not a SOAP 1.1 envelope with one call.")
    for entry in envelope.iterfind(f"{ENVELOPE}Header/*"):
        if entry.get(f"{ENVELOPE}mustUnderstand") in ("1", "true"):
            raise Unreadable("A header entry that must be understood is not.")
    call = content[0]
    if not call.tag.startswith(NAMESPACE):
        raise Unreadable("The call is in another namespace.")
    pairs = [(_local(item.tag), "".join(item.itertext())) for item in call]
    return _local(call.tag), Arguments(pairs)


def _local(tag):
    return tag.rpartition("}")[2]
