import type { ErrorKind, ErrorText } from "../../model/error-kind.ts";
import type { Answer } from "./answer.ts";
import { attributeOf } from "./attribute-of.ts";

/**
 * An answer with those of its service's errors that it tells: the first, in the order of the service file,
 * that it says, and those that have it among them. A text that names several errors tells no more than one.
 */
export function withErrors(answer: Answer, kinds: readonly ErrorKind[] | undefined): Answer {
  if (answer.kind !== "element" || !kinds) return answer;
  const { attributes } = answer;
  const own = kinds.find(({ when }) =>
    when.some((said) =>
      Object.entries(said).every(([name, text]) => says(attributeOf(attributes, name), text)),
    ),
  );
  if (!own) return answer;
  const more = kinds.filter(({ among = [] }) => among.includes(own.name));
  return { ...answer, errors: [own, ...more] };
}

/** The errors that an answer tells, the most particular first. */
export function toldErrors(answer: Answer): readonly ErrorKind[] {
  return answer.kind === "element" ? (answer.errors ?? []) : [];
}

/** Whether an answer tells the error of a name. */
export function tellsError(answer: Answer, name: string): boolean {
  return toldErrors(answer).some((kind) => kind.name === name);
}

/** Whether an answer says, by an error of the documents, that the credential is no good. */
export function refusesCredential(answer: Answer): boolean {
  return toldErrors(answer).some(isOfCredential);
}

export function isOfCredential({ refuses }: ErrorKind): boolean {
  return refuses === "credential";
}

function says(actual: string | undefined, wanted: ErrorText): boolean {
  if (actual === undefined) return false;
  return typeof wanted === "string" ? actual.trim() === wanted : actual.includes(wanted.contains);
}
