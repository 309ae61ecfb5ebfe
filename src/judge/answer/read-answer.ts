import { type Binding, isToldByStatus, traitsOf } from "../../model/binding.ts";
import type { Operation } from "../../model/operation.ts";
import type { Answer } from "./answer.ts";
import { withHead } from "./answer-head.ts";
import { findElement } from "./find-element.ts";
import type { Response } from "./not-an-answer.ts";
import { readDocument } from "./read-document.ts";
import { readElement } from "./read-element.ts";
import { readJson } from "./read-json.ts";
import { readPlain } from "./read-plain.ts";
import { withErrors } from "./told-errors.ts";

/** Reads a reply as the answer of an operation over a binding. Pure; never throws for what a server sends. */
export function readAnswer(response: Response, operation: Operation, binding: Binding): Answer {
  return withHead(readContent(response, operation, binding), response);
}

/** As {@link readAnswer}, without what stands beside the body. */
export function readContent(response: Response, operation: Operation, binding: Binding): Answer {
  return withErrors(read(response, operation, binding), operation.errors);
}

function read(response: Response, operation: Operation, binding: Binding): Answer {
  if (isToldByStatus(traitsOf(binding)) && operation.answer !== "json")
    return readPlain(response, operation);
  switch (operation.answer) {
    case "json":
      return readJson(response);
    case "xml": {
      const found = findElement(response, binding);
      return "kind" in found ? found : readElement(found, response);
    }
    case "bytes":
      return readDocument(response, binding);
    case "none":
      return readPlain(response, operation);
    default:
      return operation.answer satisfies never;
  }
}
