import { travelsAsMultipart } from "../encode/encode.ts";
import { type CurlCommand, commandLine } from "./curl-command.ts";
import { curlForm } from "./curl-form.ts";
import { headerWords } from "./curl-header.ts";
import { curlMultipart } from "./curl-multipart.ts";
import { curlRequest } from "./curl-request.ts";
import { curlRest } from "./curl-rest.ts";
import { secretComments } from "./curl-secrets.ts";
import { curlSoap11 } from "./curl-soap11.ts";
import type { CurlStep } from "./curl-step.ts";
import { shellQuote, shellVariable } from "./shell-quote.ts";

/**
 * The calls as a snippet for sh or bash that sends the same again when it is pasted: one command
 * for each call, after a comment for each secret. Secrets are variables, payloads are piped from
 * their recipe, values saved from one answer are variables of the later calls. Every text is
 * quoted, whatever it holds. Not the same bytes (curl writes its own headers and boundary), but
 * the same call.
 *
 * A NUL inside a multipart field or a header cannot be written and is dropped.
 */
export function curl(steps: readonly CurlStep[]): string {
  return [...secretComments(steps), ...steps.map(lineOf)].join("\n");
}

/** One call without what its secrets are, which are variables. */
export function curlLine(step: CurlStep): string {
  return lineOf(step);
}

function lineOf(step: CurlStep): string {
  const { pipe, words } = commandOf(step);
  const { options = [], headers = [] } = step;
  const all = { words: [...options, ...words, ...headerWords(headers)] };
  const command = commandLine(pipe === undefined ? all : { pipe, ...all });
  const saved = Object.entries(step.save ?? {});
  const [only] = saved;
  if (!only) return command;
  if (saved.length === 1) {
    return `${shellVariable(only[0])}=$(${command} | ${extract(step, only[1])})`;
  }
  const each = saved.map(
    ([variable, attribute]) =>
      `${shellVariable(variable)}=$(printf %s "$_answer" | ${extract(step, attribute)})`,
  );
  return [`_answer=$(${command})`, ...each].join("\n");
}

function commandOf(step: CurlStep): CurlCommand {
  const { call, service, request } = step;
  if (request) return curlRequest(request);
  switch (call.binding) {
    case "get":
      return curlForm(step);
    case "post":
      return travelsAsMultipart(call, service) ? curlMultipart(step) : curlForm(step);
    case "soap11":
      return curlSoap11(step);
    case "rest":
      return curlRest(step);
    default:
      return call.binding satisfies never;
  }
}

/** Attributes may stand on lines of their own. */
const ONE_LINE = "tr '\\r\\n\\t' '   '";

/** Takes the last value of that name in the answer, of an XML attribute or of a member of JSON. */
function extract({ call }: CurlStep, name: string): string {
  const escaped = name.replace(/[\\/.*[\]^$]/g, "\\$&");
  const pattern =
    call.operation.answer === "json"
      ? `.*"${escaped}"[[:space:]]*:[[:space:]]*"\\([^"]*\\)".*`
      : `.*[[:space:]]${escaped}="\\([^"]*\\)".*`;
  return `${ONE_LINE} | sed -n ${shellQuote(`s/${pattern}/\\1/p`)}`;
}
