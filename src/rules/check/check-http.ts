import { hasBinding, hasPlaces } from "../../model/binding.ts";
import type { Operation, Parameter } from "../../model/operation.ts";
import { namesInPath, piecesOfPath } from "../../model/path-template.ts";
import type { DocumentPath, SourceDocument } from "../../schema/document.ts";
import type { Problems } from "../source/collect-problems.ts";
import { unknownName } from "./unknown-name.ts";

/** Headers by which a connection and the length of a message are told: HTTP itself writes them. */
const WRITTEN_BY_HTTP: readonly string[] = [
  ...["connection", "content-length", "expect", "keep-alive", "transfer-encoding", "upgrade"],
];

/** A name of a header (RFC 9110, 5.6.2). */
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** Checks that the parameters of a REST operation have their places in its requests. */
export function checkHttp(
  operation: Operation,
  document: SourceDocument,
  problems: Problems,
): void {
  const { name, http, body, parameters } = operation;
  const isRest = hasBinding(operation, hasPlaces);
  const here: DocumentPath = ["operations", name];
  const wrong = (path: DocumentPath, message: string, hint: string): void =>
    problems.add({ message, at: document.positionOf([...here, ...path]), hint });
  const ofPath = parameters.filter((parameter) => parameter.in === "path");
  const inPath = namesInPath(http?.path ?? "");

  for (const one of new Set(inPath)) {
    if (ofPath.some((parameter) => parameter.name === one)) continue;
    const at = document.positionOf([...here, "http", "path"]);
    const known = ofPath.map((parameter) => parameter.name);
    problems.add(unknownName("parameter in: path", one, known, at));
  }
  const odd = piecesOfPath(http?.path ?? "").filter(
    (piece, index) => index % 2 === 0 && /[{}]/.test(piece),
  );
  if (odd.length > 0) {
    wrong(["http", "path"], "a brace in the path stands alone", "write {name}, or %7B and %7D");
  }
  for (const parameter of parameters) checkParameter(parameter);
  if (body !== undefined && !isRest) {
    wrong(["body"], `${name} is not documented for rest`, "body is for REST operations");
  }
  if (body === "raw") checkRaw();

  function checkParameter({ name: own, in: place, type, scheme }: Parameter): void {
    const path = ["parameters", own];
    if (place === "path" && http && !inPath.includes(own)) {
      wrong([...path, "in"], `http.path does not name "${own}"`, `write {${own}} where it stands`);
    }
    if (place !== undefined && !isRest) {
      wrong([...path, "in"], `${name} is not documented for rest`, "in is for REST operations");
    }
    if (place === "header" && !TOKEN.test(own)) {
      wrong(path, `"${own}" cannot name a header`, "use letters, digits and -");
    } else if (place === "header" && WRITTEN_BY_HTTP.includes(own.toLowerCase())) {
      wrong(path, `the header ${own} is written by HTTP itself`, "take it out");
    }
    if (scheme !== undefined && type !== "key" && type !== "ticket") {
      wrong([...path, "scheme"], `"${own}" carries no token`, "scheme is for a key or a ticket");
    }
  }

  function checkRaw(): void {
    const members = parameters.filter((parameter) => (parameter.in ?? "body") === "body");
    const [only] = members;
    if (members.length !== 1) {
      const found = members.map((parameter) => parameter.name).join(", ") || "none";
      wrong(
        ["body"],
        `a raw body is one parameter; found ${found}`,
        "give the others another place",
      );
    } else if (only && only.type !== "bytes" && only.type !== "string") {
      wrong(
        ["parameters", only.name, "type"],
        `a raw body is of bytes or a string; found ${only.type}`,
        "type: bytes",
      );
    }
  }
}
