import type { SavedFrom } from "../../model/saved-from.ts";
import { CODECS } from "../bindings/codecs.ts";
import { type CurlCommand, commandLine } from "./curl-command.ts";
import { headerWords } from "./curl-header.ts";
import { curlRequest } from "./curl-request.ts";
import { secretComments } from "./curl-secrets.ts";
import type { CurlStep } from "./curl-step.ts";
import { extract } from "./extract.ts";
import { shellVariable } from "./shell-quote.ts";

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
  const { polled } = step;
  if (!polled || polled.tries < 2) return commandsOf(step);
  const { tries, waitedMs } = polled;
  const seconds = Math.ceil(waitedMs / SECOND_MS);
  const why = `made ${tries} times in ${Math.round(waitedMs)} ms before it was answered so`;
  return [`sleep ${seconds} # the next call was ${why}`, commandsOf(step)].join("\n");
}

const SECOND_MS = 1000;

function commandsOf(step: CurlStep): string {
  const { pipe, words } = commandOf(step);
  const { options = [], headers = [] } = step;
  const all = { words: [...options, ...words, ...headerWords(headers)] };
  const command = pipe === undefined ? all : { pipe, ...all };
  const saved = Object.entries(step.save ?? {});
  const [only] = saved;
  if (!only) return commandLine(step.showsHead ? withWords(command, "-i") : command);
  const [variable, from] = only;
  const isHead = saved.some(([, one]) => isHeader(one));
  if (saved.length === 1) {
    const asked = isHead ? withWords(command, "-D", "-", "-o", "/dev/null") : command;
    return `${shellVariable(variable)}=$(${commandLine(asked)} | ${extract(step, from)})`;
  }
  // Headers and body apart: what is taken from one must not be found in the other.
  const asked = isHead ? withWords(command, "-D", '"$_head"') : command;
  const each = saved.map(([name, one]) => {
    const whole = isHeader(one) ? 'cat "$_head"' : 'printf %s "$_answer"';
    return `${shellVariable(name)}=$(${whole} | ${extract(step, one)})`;
  });
  return [
    ...(isHead ? ["_head=$(mktemp)"] : []),
    `_answer=$(${commandLine(asked)})`,
    ...each,
    ...(isHead ? ['rm "$_head"'] : []),
  ].join("\n");
}

function withWords(command: CurlCommand, ...words: readonly string[]): CurlCommand {
  return { ...command, words: [...words, ...command.words] };
}

function isHeader(from: SavedFrom): boolean {
  return typeof from === "object" && "header" in from;
}

function commandOf(step: CurlStep): CurlCommand {
  const { call, request } = step;
  return request ? curlRequest(request) : CODECS[call.binding].curl(step);
}
