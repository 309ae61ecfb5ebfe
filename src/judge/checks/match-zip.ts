import { areSame } from "../../model/made-bytes.ts";
import { textOf } from "../../model/text-of.ts";
import type { JsonValue } from "../../model/value.ts";
import { bytesOf } from "../answer/bytes-of.ts";
import { describeAnswer } from "../answer/describe-answer.ts";
import { unzipped } from "../answer/unzipped.ts";
import type { CheckContext } from "./check-context.ts";
import { evaluate } from "./evaluate.ts";
import type { Mismatch } from "./mismatch.ts";

/** What a rule expects in an archive. */
interface Member {
  /** Without the folders inside the archive, which no document tells; absent: whichever it has. */
  readonly name?: JsonValue;
  readonly of: JsonValue;
}

/** The text of the answer is base64 of a zip archive that holds these files, each with its bytes. */
export function matchZip(wanted: JsonValue, { answer, scope }: CheckContext): readonly Mismatch[] {
  const expected = "a zip archive, in base64";
  if (answer.kind !== "element") return [{ expected, actual: describeAnswer(answer) }];
  const archive = Buffer.from(answer.text, "base64");
  const files = unzipped(archive);
  if (!files) return [{ expected, actual: `${archive.length} bytes that are no zip archive` }];
  return (wanted as readonly JsonValue[]).flatMap((member) => {
    const { name: given, of } = member as unknown as Member;
    const name = given === undefined ? undefined : textOf(evaluate(given, scope));
    const bytes = bytesOf(of, scope);
    if (!bytes) throw new Error(`${JSON.stringify(of)} stands for no bytes`);
    const found = files.filter(
      ([path]) => name === undefined || path.split(/[\\/]/).at(-1) === name,
    );
    if (found.some(([, content]) => areSame(bytes, content))) return [];
    const told = found.map(([path, { length }]) => `${path} of ${length} bytes`).join(", ");
    const rest = `none of that name among ${files.length} files`;
    const called = name === undefined ? "a file" : `a file ${name}`;
    const wants = `${called} of exactly these ${bytes.length} bytes in the archive`;
    return [{ expected: wants, actual: found.length > 0 ? `${told}, not these` : rest }];
  });
}
