import { describe, expect, test } from "vitest";
import { revealed } from "../../../src/properties/hostile/revealed.ts";
import { createSecrets } from "../../../src/wire/redact/secrets.ts";

const TICKET = "5d0c6fd2-3f9b-4a53-9a0a-7f4f2f1f7c11";
const secrets = createSecrets();
secrets.add(TICKET, "ticket:owner");

/** What an answer with this body reveals to who sent that. */
function shown(body: string, sent = "", headers: Readonly<Record<string, string>> = {}) {
  const reply = { kind: "response", status: 500, headers, body: Buffer.from(body), durationMs: 1 };
  const request = { method: "POST", url: "http://h/srv.asmx", headers: {}, body: sent };
  return revealed({ ...reply, kind: "response" }, request, secrets);
}

describe("is a finding", () => {
  test.each([
    ["at System.Guid..ctor(String g)", ".NET or Java"],
    ["   at A.B.C`1.M[T](Int32 x) in C:\\src\\b.cs:line 12", ".NET or Java"],
    ["at com.acme.Upload.delete(Upload.java:42)", ".NET or Java"],
    ["&#10;   at iR.Web.Srv.Delete(String t, String h)&#10;", ".NET or Java"],
    ["at Object.&lt;anonymous&gt; (/srv/app/index.js:10:5)", "Node"],
    ["at file:///opt/app/dist/main.js:3:9", "Node"],
    ["at process.processTicksAndRejections (node:internal/process/task_queues:95:5)", "Node"],
    ["Traceback (most recent call last):", "Python"],
    ['  File "/usr/lib/python3/x.py", line 7, in f', "Python"],
    ["#0 /var/www/html/index.php(12): f()", "PHP"],
    ["Fatal error: x in /var/www/a.php on line 3", "PHP"],
    ["app.rb:12:in `call'", "Ruby"],
    ["goroutine 17 [running]:", "Go"],
    ["Could not find file '/var/lib/handlers/x.upload'.", "path of the server"],
    ["Could not find a part of the path 'C:\\inetpub\\wwwroot\\temp\\x'.", "Windows"],
    [`ticket ${TICKET} has no right`, "ticket:owner"],
    [`ticket ${TICKET.toUpperCase().replaceAll("-", "")}`, "ticket:owner"],
  ])("%s", (body, what) => {
    expect(shown(body)).toContain(what);
  });

  test("in a header as well", () => {
    expect(shown("", "", { "x-debug": "/home/app/src/main.py" })).toContain("path");
  });
});

describe("is none", () => {
  test.each([
    "System.InvalidOperationException: Missing parameter: UploadHandler.",
    "System.ArgumentException: Cannot convert x to System.Int32.\r\nParameter name: type ---> System.FormatException: Input string was not in a correct format.",
    "System.Web.Services.Protocols.SoapException: Server was unable to read request. ---> System.InvalidOperationException: There is an error in the XML document.",
    "<h1>Server Error in '/' Application.</h1>",
    "[901] Session expired or Invalid ticket",
    'Path="/Library/inbox/a.bin"',
    "The description of this service is at http://127.0.0.1:8080/srv.asmx?WSDL",
    "http://host/InfoRouter/srv.asmx/DeleteUploadHandler",
    "text/html; charset=utf-8",
    "Please look at the manual (chapter 4).",
    "",
  ])("%s", (body) => {
    expect(shown(body)).toBeUndefined();
  });

  test.each([
    ["as it was sent", "not found: /etc/passwd", "x=../../etc/passwd"],
    ["percent-encoded", "not found: /etc/passwd", "x=..%2F..%2Fetc%2Fpasswd"],
    ["escaped for XML", "not found: &quot;/etc/passwd&quot;", "<x>../etc/passwd</x>"],
    ["cut", "not found: /etc/pas", "x=/etc/passwd"],
  ])("an echo of the request, %s", (_how, body, sent) => {
    expect(shown(body, sent)).toBeUndefined();
  });
});
