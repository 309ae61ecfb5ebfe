import type { Answer } from "../../judge/answer/answer.ts";
import { withHead } from "../../judge/answer/answer-head.ts";
import type { Response } from "../../judge/answer/not-an-answer.ts";
import { readAnswer, readContent } from "../../judge/answer/read-answer.ts";
import { type Binding, isSoap, isToldByStatus, traitsOf } from "../../model/binding.ts";
import type { Operation } from "../../model/operation.ts";

/** Longer bodies are seldom the same twice. */
const MOST_BYTES = 512;
/** Servers have few ways to say no, and an answer that holds a new handler does not come again. */
const MOST_ANSWERS = 256;

export type AnswerReader = (response: Response, operation: Operation, binding: Binding) => Answer;

/**
 * `readAnswer` that remembers: most answers of a run are the same few bytes again, and an answer is
 * plain data that nobody changes.
 */
export function createAnswerReader(): AnswerReader {
  let known = new Map<string, Answer>();
  return (response, operation, binding) => {
    const { body, status, headers } = response;
    if (
      operation.answer !== "xml" ||
      isToldByStatus(traitsOf(binding)) ||
      body.length > MOST_BYTES
    ) {
      return readAnswer(response, operation, binding);
    }
    // Of what an element says nothing else is read; SOAP is unwrapped, the others are not.
    const key = `${isSoap(traitsOf(binding))} ${status} ${headers["content-type"]} ${body.toString("latin1")}`;
    const same = known.get(key);
    if (same) return withHead(same, response);
    const answer = readContent(response, operation, binding);
    // What is no element may say more than the key: where a redirect goes.
    if (answer.kind === "element") {
      if (known.size >= MOST_ANSWERS) known = new Map();
      known.set(key, answer);
    }
    return withHead(answer, response);
  };
}
