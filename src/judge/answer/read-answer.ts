import type { Binding } from "../../model/binding.ts";
import type { Operation } from "../../model/operation.ts";
import type { Answer } from "./answer.ts";
import { findElement } from "./find-element.ts";
import type { Response } from "./not-an-answer.ts";
import { readDocument } from "./read-document.ts";
import { readElement } from "./read-element.ts";
import { readJson } from "./read-json.ts";

/** Reads a reply as the answer of an operation over a binding. Pure; never throws for what a server sends. */
export function readAnswer(response: Response, operation: Operation, binding: Binding): Answer {
  switch (operation.answer) {
    case "json":
      return readJson(response);
    case "xml": {
      const found = findElement(response, binding);
      return "kind" in found ? found : readElement(found, response);
    }
    case "bytes":
      return readDocument(response, binding);
    default:
      return operation.answer satisfies never;
  }
}
