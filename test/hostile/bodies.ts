const DEEP = 50_000;
const LONG = 300_000;

/** Bodies that no documented answer has, by what they are. */
export const BODIES: Readonly<Record<string, string | Buffer>> = {
  nothing: "",
  "its own toString": '{"toString":1,"valueOf":1}',
  "values with their own toString":
    '{"upload_id":{"toString":1,"valueOf":1},"message":{"toString":null},"error":[{"toString":1}]}',
  "a prototype": '{"__proto__":{"upload_id":"x"},"constructor":{"prototype":1},"hasOwnProperty":1}',
  "an id with CR LF": '{"upload_id":"a\\r\\nx-evil: 1","message":"a\\r\\nb"}',
  "an id with a null": '{"upload_id":"a\\u0000b"}',
  "an id of dots": '{"upload_id":".."}',
  "an id that is a path": '{"upload_id":"../../etc/passwd"}',
  "an id of half a pair": '{"upload_id":"\\ud800"}',
  "an id that is a list": '{"upload_id":[["a"],{"b":1}]}',
  "an id that is a number": '{"upload_id":1e400}',
  "an id that is long": `{"upload_id":"${"x".repeat(LONG)}"}`,
  null: "null",
  "a number": "-0",
  "a text": '"x"',
  "a deep list": `${"[".repeat(DEEP)}${"]".repeat(DEEP)}`,
  "a deep object": `${'{"a":'.repeat(DEEP)}1${"}".repeat(DEEP)}`,
  "many members": `{${Array.from({ length: 20_000 }, (_, i) => `"k${i}":1`).join()}}`,
  "half of JSON": '{"upload_id": "abc',
  "controls and commands": '{"message":"\\u001b]0;x\\u0007\\n::error::x\\n##[error]x"}',
  "no UTF-8": Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0xc0, 0x80, 0x7d]),
  UTF16: Buffer.from('\ufeff{"upload_id":"x"}', "utf16le"),
  zeros: Buffer.alloc(LONG),
  "an element": "<response success='true' UploadHandler='x'/>",
  "an element with CR LF":
    "<response success='true' UploadHandler='a&#13;&#10;b' ticket='c&#13;&#10;d: e'/>",
  "an element with its own names":
    "<response success='true' __proto__='x' constructor='y' toString='z' UploadHandler='q'/>",
  "deep elements": `${"<a>".repeat(DEEP)}${"</a>".repeat(DEEP)}`,
  "an element of one long name": `<${"a".repeat(LONG)}/>`,
  "many attributes": `<r ${Array.from({ length: 5_000 }, (_, i) => `a${i}='1'`).join(" ")}/>`,
  "an entity": '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><response success="&x;"/>',
  "entities that grow":
    '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><response error="&b;&b;&b;"/>',
  "a fault of SOAP":
    '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault><faultstring/></s:Fault></s:Body></s:Envelope>',
  "a page": "<!doctype html><html><script>alert(1)</script>",
  "only smaller signs": "<".repeat(20_000),
  "only ampersands": "&".repeat(20_000),
};
