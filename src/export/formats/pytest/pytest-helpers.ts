import type { Helpers } from "../../code/helpers.ts";

const raw = String.raw;

/** What exported tests for pytest are written with; only those that a file uses stand in it. */
export const PYTEST_HELPERS: Helpers = {
  MISSING: raw`
MISSING = object()  # a value that an answer does not have, where JSON could have null`,
  variable: raw`
def variable(name, otherwise=None):
    """A variable of the environment; a test without what it needs fails."""
    value = os.environ.get(name) or otherwise
    assert value is not None, "set the environment variable " + name
    return value`,
  send: raw`
def send(method, url, headers, body=None):
    """Sends a request and reads the whole answer; redirects are answers."""
    scheme, _, rest = url.partition("://")
    at = min([index for index in map(rest.find, "/?#") if index >= 0], default=len(rest))
    kind = http.client.HTTPSConnection if scheme.lower() == "https" else http.client.HTTPConnection
    connection = kind(rest[:at], timeout=60)
    try:
        path = rest[at:] if rest[at:].startswith("/") else "/" + rest[at:]
        connection.putrequest(method, path, skip_accept_encoding=True)
        for name, value in headers:
            connection.putheader(name, value)
        names = [name.lower() for name, _ in headers]
        if "content-length" not in names and (body is not None or method in ("POST", "PUT", "PATCH")):
            connection.putheader("content-length", str(len(body or b"")))
        connection.endheaders(body)
        response = connection.getresponse()
        head = {}
        for name, value in response.getheaders():
            before = head.get(name.lower())
            head[name.lower()] = value if before is None else before + ", " + value
        return Answer(response.status, head, response.read())
    finally:
        connection.close()`,
  Answer: raw`
Answer = collections.namedtuple("Answer", "status headers content")`,
  told: raw`
def told(answer):
    """An answer for a reader."""
    return "got HTTP %d %r" % (answer.status, text(answer)[:1000])`,
  given: raw`
def given(value, name, answer):
    """A value of an answer that the next requests need."""
    if isinstance(value, (str, int, float)):
        return written(value)
    raise AssertionError("the answer does not give %s, which the test needs: %s" % (name, told(answer)))`,
  new_run: raw`
def new_run():
    return uuid.uuid4().hex[:8]`,
  new_name: raw`
def new_name(run, number):
    """A name that nothing on the server has yet."""
    return "assay-%s-%d" % (run, number)`,
  escape_url: raw`
def escape_url(value):
    return urllib.parse.quote(value, safe="!'()*-._~")`,
  escape_xml: raw`
def escape_xml(value):
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")`,
  escape_json: raw`
def escape_json(value):
    return json_module.dumps(value)[1:-1]`,
  from_base64: raw`
def from_base64(packed):
    return base64.b64decode(packed)`,
  unpacked: raw`
def unpacked(packed):
    return gzip.decompress(base64.b64decode(packed))`,
  to_base64: raw`
def to_base64(content):
    return base64.b64encode(content).decode("ascii")`,
  document_digest: raw`
def document_digest(answer):
    """SHA-256 of the document: of the body, or of what its base64 in XML or JSON stands for."""
    body = text(answer)
    wrapped = None
    if body.lstrip().startswith("<"):
        wrapped = re.search(
            r"<(?:[\w.-]+:)?(?:base64Binary|[\w.-]*Result)(?:\s[^<>]*)?>([A-Za-z0-9+/=\s]*)<", body
        )
    kind = answer.headers.get("content-type", "")
    if wrapped is None and re.match(r"application/json(?:\s*;|\Z)", kind, re.I):
        wrapped = re.fullmatch(r'\s*"([A-Za-z0-9+/=]*)"\s*', body)
    content = base64.b64decode(wrapped.group(1)) if wrapped else answer.content
    return hashlib.sha256(content).hexdigest()`,
  success: raw`
def success(answer):
    """What the answer says of its success, however that is spelled."""
    said = attribute_in_any_case(answer, "success")
    if said is MISSING:
        in_element = re.search(r"<success>([^<]*)</success>", text(answer), re.I)
        said = in_element.group(1) if in_element else ""
    if re.fullmatch(r"\s*(?:true|1)\s*", said, re.I):
        return "true"
    return "false" if re.fullmatch(r"\s*(?:false|0)\s*", said, re.I) else MISSING`,
  attribute_in_any_case: raw`
def attribute_in_any_case(answer, name):
    exact = attribute(answer, name)
    if exact is not MISSING:
        return exact
    found = element(text(answer))
    own = [one for one in (found[0] if found else {}) if one.lower() == name.lower()]
    return found[0][own[0]] if own else MISSING`,
  attribute: raw`
def attribute(answer, name):
    found = element(text(answer))
    return found[0].get(name, MISSING) if found else MISSING`,
  element_text: raw`
def element_text(answer):
    found = element(text(answer))
    return re.sub(r"\s+", "", found[1]) if found else MISSING`,
  element: raw`
def element(xml, is_inner=False):
    """The element that carries the answer: the first one with a success attribute."""
    tag = r"""<([A-Za-z_][\w.:-]*)((?:\s+[A-Za-z_][\w.:-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(/?)>"""
    for found in re.finditer(tag, xml):
        pairs = re.findall(r"""([A-Za-z_][\w.:-]*)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')""", found.group(2))
        attributes = {name: unescape_xml(double or single) for name, double, single in pairs}
        if not any(name.lower() == "success" for name in attributes):
            continue
        rest = "" if found.group(3) == "/" else xml[found.end():].split("<")[0]
        return attributes, unescape_xml(rest)
    return None if is_inner or "&lt;" not in xml else element(unescape_xml(xml), True)`,
  unescape_xml: raw`
def unescape_xml(written):
    names = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}

    def character(found):
        hexadecimal, decimal, name = found.groups()
        if name is not None:
            return names.get(name, found.group(0))
        code = int(hexadecimal, 16) if hexadecimal is not None else int(decimal)
        return found.group(0) if code > 0x10FFFF else chr(code)

    reference = r"&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|(lt|gt|amp|quot|apos));"
    return re.sub(reference, character, written, flags=re.I)`,
  json: raw`
def json(answer, pointer):
    """What a JSON pointer finds in the body; MISSING where that is nothing."""
    try:
        value = json_module.loads(answer.content.decode("utf-8"))
    except ValueError:
        return MISSING
    for part in pointer.split("/")[1:]:
        name = part.replace("~1", "/").replace("~0", "~")
        if isinstance(value, dict) and name in value:
            value = value[name]
        elif isinstance(value, list) and name.isdecimal() and int(name) < len(value):
            value = value[int(name)]
        else:
            return MISSING
    return value`,
  first_group: raw`
def first_group(answer, pattern):
    found = re.search(pattern, text(answer), re.ASCII)
    return found.group(1) if found else MISSING`,
  header: raw`
def header(answer, name):
    return answer.headers.get(name, MISSING)`,
  text: raw`
def text(answer):
    return answer.content.decode("utf-8", "replace")`,
  has_status: raw`
def has_status(answer, wanted):
    own = str(answer.status)
    return any(str(one) in (own, own[0] + "xx") for one in wanted)`,
  same_text: raw`
def same_text(value, wanted):
    return isinstance(value, (str, int, float)) and written(value) == wanted`,
  written: raw`
def written(value):
    """A value of JSON as text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "%d" % value if isinstance(value, float) and value.is_integer() else str(value)`,
  same: raw`
def same(value, wanted):
    if value is MISSING:
        return False
    return json_module.dumps(value, sort_keys=True) == json_module.dumps(wanted, sort_keys=True)`,
  matches: raw`
def matches(value, pattern):
    return isinstance(value, str) and re.search(pattern, value, re.ASCII) is not None`,
  contains: raw`
def contains(value, part):
    return isinstance(value, str) and part in value`,
  is_integer_in: raw`
def is_integer_in(value, low, high):
    if isinstance(value, bool) or not isinstance(value, (int, float)) or value != int(value):
        return False
    return (low is None or value >= low) and (high is None or value <= high)`,
  is_whole_number_in: raw`
def is_whole_number_in(value, low, high):
    if not isinstance(value, (str, int)) or re.fullmatch(r"-?[0-9]+", str(value)) is None:
        return False
    return (low is None or int(value) >= low) and (high is None or int(value) <= high)`,
  is_text: raw`
def is_text(value):
    return isinstance(value, str) and value.strip() != ""`,
  is_absent: raw`
def is_absent(value):
    return value is MISSING`,
  is_empty: raw`
def is_empty(value):
    return value is MISSING or value is None or value == ""`,
  has_only: raw`
def has_only(value, names):
    return isinstance(value, dict) and all(name in names for name in value)`,
};
