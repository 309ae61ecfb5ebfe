import type { Envelope } from "../../dialect.ts";
import type { FaultName, Faults } from "../../faults.ts";
import type { Answer, Attributes } from "../answer.ts";
import type { Operation } from "../operation.ts";
import { escapeMarkup, replaceForbidden } from "./escape.ts";

/** The faults that are asked for here, besides those of the operation. */
export type RenderFault = "answers-do-not-escape" | "answers-keep-control-characters";

/** The element of an answer, `<response success="true" error="" ... />`. */
export function renderAnswer(
  answer: Exclude<Answer, { kind: "bytes" }>,
  envelope: Envelope,
  operation: Operation,
  faults: Faults<FaultName>,
  namespace = "",
): string {
  const text = (value: string) => {
    const allowed = faults.has("answers-keep-control-characters") ? value : replaceForbidden(value);
    return faults.has("answers-do-not-escape") ? allowed : escapeMarkup(allowed);
  };
  const write = (attributes: Attributes) => {
    let written = "";
    for (const name in attributes) written += ` ${name}="${text(String(attributes[name]))}"`;
    return written;
  };
  const start = `<${envelope.root}${namespace} ${head(answer, envelope, operation, faults, text)}`;
  const rest = write(answer.attributes);
  const body = answer.kind === "success" ? answer.text : undefined;
  return body === undefined
    ? `${start}${rest} />`
    : `${start}${rest}>${text(body)}</${envelope.root}>`;
}

function head(
  answer: Exclude<Answer, { kind: "bytes" }>,
  envelope: Envelope,
  { switches }: Operation,
  faults: Faults<FaultName>,
  text: (value: string) => string,
): string {
  const on = (name: FaultName | undefined) => name !== undefined && faults.has(name);
  if (answer.kind === "failure") {
    // CUH-06, DUH-06, DDH-06: success="false" with a non-empty error
    return `success="false" error="${on(switches?.omitsErrorText) ? "" : text(answer.error)}"`;
  }
  // CUH-05, DUH-05, DDH-05: success="true" with an empty error
  const announced = answer.attributes["error"] !== undefined;
  return envelope.errorOnSuccess && !announced && !on(switches?.omitsErrorAttribute)
    ? 'success="true" error=""'
    : 'success="true"';
}
