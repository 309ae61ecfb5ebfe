import type { AnswerStyle, Layout } from "../../dialect/answer-style.ts";
import type { FaultName, Faults } from "../../faults.ts";
import type { Answer, Attributes } from "../answer.ts";
import type { Operation } from "../operation.ts";
import { escapeMarkup, replaceForbidden } from "./escape.ts";

/** The faults that are asked for here, besides those of the operation. */
export type RenderFault =
  | "answers-do-not-escape"
  | "answers-read-text-as-latin-1"
  | "answers-keep-control-characters"
  | "success-is-capitalised"
  | "answers-have-child-elements";

type ElementAnswer = Exclude<Answer, { kind: "bytes" }>;

/** The element of an answer, `<response success="true" error="" ... />`, in the style of the dialect. */
export function renderAnswer(
  answer: ElementAnswer,
  operation: Operation,
  within: "form" | "soap",
  style: AnswerStyle,
  faults: Faults<FaultName>,
): string {
  const text = (value: string) => {
    const allowed = faults.has("answers-keep-control-characters") ? value : replaceForbidden(value);
    return faults.has("answers-do-not-escape") ? allowed : escapeMarkup(allowed);
  };
  const { layout, order, namespace, omits } = style;
  const { root } = style.envelope(operation.name);
  const all = Object.entries({
    ...verdict(answer, operation, style, faults),
    ...answer.attributes,
  });
  const shown = all.filter(([name]) => !omits.has(name));
  if (order === "verdict-last") shown.reverse();
  if (faults.has("answers-have-child-elements")) {
    const children = shown.map(([name, value]) => `<${name}>${text(String(value))}</${name}>`);
    const said = answer.kind === "success" ? text(answer.text ?? "") : "";
    return `<${root}${namespace[within]}>${children.join("")}${said}</${root}>`;
  }
  const attributes = shown.map(
    ([name, value]) => `${layout.between}${name}="${text(String(value))}"`,
  );
  const start = `<${root}${namespace[within]}${attributes.join("")}`;
  const body = answer.kind === "success" ? answer.text : undefined;
  return body === undefined ? close(start, root, layout) : fill(start, root, text(body), layout);
}

function close(start: string, root: string, { end }: Layout): string {
  return end === "tag" ? `${start}></${root}>` : start + end;
}

function fill(start: string, root: string, text: string, { around }: Layout): string {
  return `${start}>${around}${text}${around}</${root}>`;
}

function verdict(
  answer: ElementAnswer,
  { name, switches }: Operation,
  style: AnswerStyle,
  faults: Faults<FaultName>,
): Attributes {
  const on = (fault: FaultName | undefined) => fault !== undefined && faults.has(fault);
  const capitalised = faults.has("success-is-capitalised");
  if (answer.kind === "failure") {
    // CUH-06, DUH-06, DDH-06: success="false" with a non-empty error
    return {
      success: capitalised ? "False" : false,
      error: on(switches?.omitsErrorText) ? "" : told(answer.error, faults),
    };
  }
  // CUH-05, DUH-05, DDH-05: success="true" with an empty error
  return style.envelope(name).errorOnSuccess && !on(switches?.omitsErrorAttribute)
    ? { success: capitalised ? "True" : true, error: "" }
    : { success: capitalised ? "True" : true };
}

/** ALL-20: what is repeated of a request is as it was. */
function told(error: string, faults: Faults<RenderFault>): string {
  const isMisread = faults.has("answers-read-text-as-latin-1");
  return isMisread ? Buffer.from(error).toString("latin1") : error;
}
