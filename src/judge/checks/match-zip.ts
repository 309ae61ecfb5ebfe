import { unzipSync } from "fflate";
import { areSame } from "../../model/made-bytes.ts";
import { textOf } from "../../model/text-of.ts";
import type { JsonValue } from "../../model/value.ts";
import { bytesOf } from "../answer/bytes-of.ts";
import { describeAnswer } from "../answer/describe-answer.ts";
import type { CheckContext } from "./check-context.ts";
import { evaluate } from "./evaluate.ts";
import type { Mismatch } from "./mismatch.ts";

/** What a rule expects in an archive. */
interface Member {
  /** Without the folders inside the archive, which no document tells; absent: whichever it has. */
  readonly name?: JsonValue;
  readonly of: JsonValue;
}

/** A member that says it is larger is not unpacked. */
const MOST_BYTES = 16 * 1024 * 1024;

/** The text of the answer is base64 of a zip archive that holds these files, each with its bytes. */
export function matchZip(wanted: JsonValue, { answer, scope }: CheckContext): readonly Mismatch[] {
  const expected = "a zip archive, in base64";
  if (answer.kind !== "element") return [{ expected, actual: describeAnswer(answer) }];
  const archive = Buffer.from(answer.text, "base64");
  const files = unpack(archive);
  if (!files) return [{ expected, actual: `${archive.length} bytes that are no zip archive` }];
  return (wanted as readonly JsonValue[]).flatMap((member) => {
    const { name: given, of } = member as unknown as Member;
    const name = given === undefined ? undefined : textOf(evaluate(given, scope));
    const bytes = bytesOf(of, scope);
    if (!bytes) throw new Error(`${JSON.stringify(of)} stands for no bytes`);
    const found = files.filter(
      ([path]) => name === undefined || path.split(/[\\/]/).at(-1) === name,
    );
    if (
      found.some(([, content]) =>
        areSame(bytes, Buffer.from(content.buffer, content.byteOffset, content.length)),
      )
    )
      return [];
    const told = found.map(([path, { length }]) => `${path} of ${length} bytes`).join(", ");
    const rest = `none of that name among ${files.length} files`;
    const called = name === undefined ? "a file" : `a file ${name}`;
    const wants = `${called} of exactly these ${bytes.length} bytes in the archive`;
    return [{ expected: wants, actual: found.length > 0 ? `${told}, not these` : rest }];
  });
}

function unpack(archive: Buffer): readonly (readonly [string, Uint8Array])[] | undefined {
  try {
    return Object.entries(
      unzipSync(archive, { filter: ({ originalSize }) => originalSize <= MOST_BYTES }),
    );
  } catch {
    return undefined;
  }
}
