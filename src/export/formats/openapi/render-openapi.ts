import { stringify } from "yaml";
import type { JsonValue } from "../../../model/value.ts";
import { oneLine } from "../../code/comment.ts";
import {
  BASE_VARIABLE,
  type ExportedRequest,
  type ExportedTest,
  NotExpressible,
  type Part,
} from "../../exported-test.ts";

type Members = Readonly<Record<string, JsonValue>>;

/**
 * The request whose answer was wrong as Example Objects of OpenAPI 3, beside what must come and what came: a
 * part for the operation of that name in a document. Throws NotExpressible where an example would not be
 * what was sent.
 */
export function openApiExample(test: ExportedTest): string {
  const request = test.requests.at(-1);
  if (!request) throw new NotExpressible("it has no request");
  return JSON.stringify({ call: request.call, example: exampleOf(test, request) });
}

/** The examples by operation, as YAML. */
export function openApiFile(written: readonly string[]): string {
  const byCall = new Map<string, JsonValue[]>();
  for (const text of written) {
    const { call, example } = JSON.parse(text) as { call: string; example: JsonValue };
    byCall.set(call, [...(byCall.get(call) ?? []), example]);
  }
  const operations = [...byCall].map(([operationId, examples]) => ({ operationId, examples }));
  const head = [
    "# Failures that assay found, as examples for an OpenAPI document: by operation, what was sent,",
    "# what must come and what came. {NAME} stands for a credential, or for a value of an answer before.",
  ];
  return `${head.join("\n")}\n${stringify({ operations }, { lineWidth: 0 })}`;
}

function exampleOf(test: ExportedTest, request: ExportedRequest): JsonValue {
  const { method, url, headers, body, answered } = request;
  const [path = "", query = ""] = text(url.filter((part) => !isBase(part))).split(/\?(.*)/s);
  const type = headers.find(([name]) => name.toLowerCase() === "content-type");
  const mediaType = type ? text(type[1]).replace(/;.*/, "").trim() : "application/octet-stream";
  const summary = oneLine(test.title);
  const parameters = [
    ...[...new URLSearchParams(query)].map(([name, value]) => ({ name, in: "query", value })),
    ...headers
      .filter((header) => header !== type)
      .map(([name, value]) => ({ name, in: "header", value: text(value) })),
  ].map(({ value, ...parameter }) => ({
    ...parameter,
    examples: { [test.id]: { summary, value } },
  }));
  const before = test.requests.slice(0, -1).map(({ call }) => call);
  return {
    method,
    path,
    ...(before.length > 0 ? { after: before } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body.length > 0
      ? {
          requestBody: {
            content: {
              [mediaType]: {
                examples: { [test.id]: { summary, value: content(body, mediaType) } },
              },
            },
          },
        }
      : {}),
    expected: test.expected.map(oneLine),
    answered: answered
      ? { status: answered.status, body: answered.text ?? `${answered.length ?? "some"} bytes` }
      : "nothing",
    rule: test.rule,
    source: test.source.url ?? `${test.source.document}, ${test.source.where}`,
  };
}

/** A body as OpenAPI writes examples of its type: JSON and forms as data. */
function content(body: readonly Part[], mediaType: string): JsonValue {
  const written = text(body);
  if (/[/+]json$/i.test(mediaType)) {
    try {
      return JSON.parse(written) as JsonValue;
    } catch {
      return written;
    }
  }
  if (!/^application\/x-www-form-urlencoded$/i.test(mediaType)) return written;
  const pairs = [...new URLSearchParams(written)];
  const isRepeated = new Set(pairs.map(([name]) => name)).size < pairs.length;
  return isRepeated ? written : (Object.fromEntries(pairs) as Members);
}

function isBase(part: Part): boolean {
  return typeof part === "object" && part.kind === "base";
}

function text(parts: readonly Part[]): string {
  return parts.map(pieceText).join("");
}

function pieceText(part: Part): string {
  if (typeof part === "string") return part;
  switch (part.kind) {
    case "base":
      return `{${BASE_VARIABLE}}`;
    case "variable":
    case "saved":
      return `{${part.name}}`;
    case "new":
      return `assay-{RUN}-${part.number}`;
    case "payload": {
      if (part.as === "raw") throw new NotExpressible("an example of OpenAPI holds no bytes");
      const written = part.bytes.toString("base64");
      return part.as === "url" ? encodeURIComponent(written) : written;
    }
    default:
      return part satisfies never;
  }
}
