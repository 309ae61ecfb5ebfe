import { describe, expect, test } from "vitest";
import { type Seen, sightOf } from "../../src/judge/answer/is-unknown-operation.ts";
import { readAnswer } from "../../src/judge/answer/read-answer.ts";
import type { Binding } from "../../src/model/binding.ts";
import type { Operation } from "../../src/model/operation.ts";

const NAME = "UploadFileChunk";
const TWIN = "AssayNoSuchOperation";

interface Said {
  readonly status?: number;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

function seen(
  name: string,
  { status = 200, type = "text/xml", headers = {}, body }: Said,
  answer: Operation["answer"] = "xml",
  binding: Binding = "post",
): Seen {
  const response = {
    kind: "response" as const,
    status,
    headers: { "content-type": type, ...headers },
    body: Buffer.from(body),
    durationMs: 1,
  };
  const operation: Operation = {
    name,
    service: "inforouter",
    bindings: [binding],
    parameters: [],
    answer,
  };
  const givesElement = answer === "xml";
  return { name, response, givesElement, answer: readAnswer(response, operation, binding) };
}

const notFound: Said = { status: 404, type: "text/html", body: "<html>nothing</html>" };
const refused = (error: string): Said => ({ body: `<response success="false" error="${error}"/>` });

describe("an operation is unknown", () => {
  test.each<[string, Said, Said]>([
    ["where HTTP has no place for it", notFound, notFound],
    ["whatever the page for another says", notFound, { ...notFound, body: "<html>nope</html>" }],
    ["where a method is not allowed", { ...notFound, status: 405 }, notFound],
    ["where it is not implemented", { ...notFound, status: 501 }, notFound],
    ...[404, 405, 501].map((status): [string, Said, Said] => [
      `by ${status} and nothing, where others get a page`,
      { ...notFound, status, body: "" },
      notFound,
    ]),
    [
      "in the words of ASMX, in any wrapping",
      { status: 500, type: "text/plain", body: `${NAME} Web Service method name is not valid.` },
      { status: 500, type: "text/plain", body: "x" },
    ],
    [
      "by its own name in the error of another language",
      { status: 500, type: "text/plain", body: `Der Name ${NAME} ist unbekannt.` },
      { status: 500, type: "text/plain", body: `Der Name ${TWIN} ist unbekannt.` },
    ],
    ["where the protocol says so", refused("unknown operation"), refused("unknown operation")],
    ["by its name there", refused(`no ${NAME} here`), refused(`no ${TWIN} here`)],
    [
      "where every address has the same page",
      { type: "text/html", body: "<html>Welcome</html>" },
      { type: "text/html", body: "<html>Welcome</html>" },
    ],
  ])("%s", (_, own, other) => {
    expect(sightOf(seen(NAME, own), seen(TWIN, other))).toBe("unknown");
  });
});

describe("nothing is said of an operation", () => {
  const ticket = refused("[901] Session expired or Invalid ticket");
  const error = { status: 500, type: "text/html", body: "<html>error</html>" };
  test.each<[string, Said, Said]>([
    ["by a server that looks at the ticket first", ticket, ticket],
    [
      "by one that knows no handler before it knows an operation",
      refused("bad Request"),
      refused("bad Request"),
    ],
    ["by one word for everything", refused("failed"), refused("failed")],
    [
      "by what the caller may not",
      refused("This operation is not permitted"),
      refused("This operation is not permitted"),
    ],
    [
      "by a success for everything",
      { body: '<response success="true"/>' },
      { body: '<response success="true"/>' },
    ],
    ["by an error page for everything", error, error],
    ["by a door that is shut", { ...error, status: 401 }, { ...error, status: 401 }],
    [
      "by an envelope in JSON with 404",
      { status: 404, type: "application/json", body: '{"success":false}' },
      notFound,
    ],
    [
      "by a redirect",
      { status: 302, body: "", headers: { location: "/login" } },
      { status: 302, body: "" },
    ],
  ])("%s", (_, own, other) => {
    expect(sightOf(seen(NAME, own), seen(TWIN, other))).toBe("doubtful");
  });

  test("by 404 and nothing where it gives documents: there may be none", () => {
    const own = seen(NAME, { ...notFound, body: "" }, "bytes");
    expect(sightOf(own, seen(TWIN, notFound, "bytes"))).toBe("doubtful");
  });
});

describe("an operation answers as itself", () => {
  test.each<[string, Said, Said]>([
    ["in its protocol, where others are not found", refused("[901] x"), notFound],
    ["in other words than an unknown one", refused("bad Request"), refused("unknown operation")],
    [
      "by an error code in a header",
      { ...notFound, headers: { "x-inforouter-errorcode": "4041" }, body: "" },
      notFound,
    ],
    [
      "by what ASMX says of its arguments",
      {
        status: 500,
        type: "text/plain",
        body: "System.ArgumentException: Cannot convert x to System.Int32.",
      },
      { status: 500, type: "text/plain", body: "Web Service method name is not valid" },
    ],
    ["by a bad argument, where others are not found", { ...notFound, status: 400 }, notFound],
  ])("%s", (_, own, other) => {
    expect(sightOf(seen(NAME, own), seen(TWIN, other))).toBe("itself");
  });

  test.each(["", '""', "%PDF-1.4"])("as a document of bytes: %j", (body) => {
    const own = seen("DownloadDocument", { type: "application/octet-stream", body }, "bytes");
    expect(sightOf(own, seen(TWIN, notFound, "bytes"))).toBe("itself");
  });
});

describe("over REST", () => {
  const rest = (name: string, said: Said): Seen =>
    seen(name, { type: "application/json", ...said }, "json", "rest");
  const path = "/delete-upload-api";
  const other = "/assay-no-such-operation";

  test.each<[string, Said, Said, string]>([
    ["401 as itself", { status: 401, body: '{"error":"Unauthorized"}' }, notFound, "itself"],
    ["401 for everything", { status: 401, body: "{}" }, { status: 401, body: "{}" }, "doubtful"],
    [
      "404 as everything",
      { status: 404, body: '{"error":"no"}' },
      { status: 404, body: '{"error":"no"}' },
      "unknown",
    ],
    [
      "404 in other words",
      { status: 404, body: '{"error":"Upload not found"}' },
      { status: 404, body: '{"error":"no"}' },
      "doubtful",
    ],
    ["404 with a page", notFound, { status: 404, body: '{"error":"no"}' }, "unknown"],
    ["405", { status: 405, body: "" }, notFound, "unknown"],
  ])("%s", (_, own, twin, sight) => {
    expect(sightOf(rest(path, own), rest(other, twin))).toBe(sight);
  });
});
