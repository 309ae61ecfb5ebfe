import { readText } from "../config/files/read-text.ts";
import { type Problem, UsageError } from "../model/errors.ts";

/** A line of a file of allowed signers: who may sign with which key, for what and when. */
export interface AllowedSigner {
  /** As the line has them: `kim@example.org,release`. */
  readonly principals: string;
  /** The public key as in SSH (RFC 4253). */
  readonly key: Buffer;
  /** Patterns of what it may sign for; absent: anything. */
  readonly namespaces?: readonly string[];
  /** Epoch milliseconds. */
  readonly validAfter?: number;
  readonly validBefore?: number;
}

const HINT =
  'a line is as ssh-keygen has it (ALLOWED SIGNERS): kim@example.org namespaces="assay-report" ssh-ed25519 AAAA…';
const OPTION = /^([a-z-]+)(?:="?([^"]*)"?)?$/i;
const KIND = /^(?:ssh|ecdsa|sk)-[\w.@-]+$/;
/** `YYYYMMDD[HHMM[SS]][Z]`. */
const TIME = /^(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?(Z?)$/i;

/**
 * Reads a file of allowed signers, as `ssh-keygen -Y verify -f` does. Lines with `cert-authority` count
 * for nothing, since certificates are not read here.
 *
 * @throws UsageError (`signers-invalid`) with each line that cannot be read
 */
export function readAllowedSigners(path: string): readonly AllowedSigner[] {
  const problems: Problem[] = [];
  const signers = textOf(path)
    .split("\n")
    .flatMap((line, index): readonly AllowedSigner[] => {
      if (/^\s*(?:#|$)/.test(line)) return [];
      try {
        return signerOf(line);
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        const at = { file: path, line: index + 1 };
        problems.push({ message: error.message, at, hint: HINT });
        return [];
      }
    });
  if (problems.length > 0) throw new UsageError("signers-invalid", problems);
  return signers;
}

function textOf(path: string): string {
  try {
    return readText(path);
  } catch (error) {
    const message = `cannot read the allowed signers "${path}": ${(error as Error).message}`;
    throw new UsageError("signers-invalid", [{ message, hint: HINT }]);
  }
}

/** No signer for an authority of certificates. */
function signerOf(line: string): readonly AllowedSigner[] {
  const words = splitAt(/\s/, line);
  const [first = "", second = ""] = words;
  if (KIND.test(first)) throw new RangeError("a key without a name before it: whose is it?");
  const hasOptions = !KIND.test(second);
  const [kind, base64] = words.slice(hasOptions ? 2 : 1);
  if (kind === undefined || !KIND.test(kind) || base64 === undefined) {
    throw new RangeError("there is no key in this line");
  }
  const options = hasOptions ? optionsOf(second) : {};
  if (!options) return [];
  const key = Buffer.from(base64, "base64");
  const length = key.length < 4 ? 0 : key.readUInt32BE();
  if (key.subarray(4, 4 + length).toString("latin1") !== kind) {
    throw new RangeError(`the key in this line is no ${kind}`);
  }
  return [{ principals: first.replaceAll('"', ""), key, ...options }];
}

/** The parts between characters that separate them, where these are not in quotes; none is empty. */
function splitAt(separator: RegExp, text: string): readonly string[] {
  const parts = [""];
  let isQuoted = false;
  for (const character of text) {
    if (character === '"') isQuoted = !isQuoted;
    if (!isQuoted && separator.test(character)) parts.push("");
    else parts.push(`${parts.pop() ?? ""}${character}`);
  }
  return parts.filter((part) => part !== "");
}

/** Undefined for an authority of certificates. */
function optionsOf(text: string): Omit<AllowedSigner, "principals" | "key"> | undefined {
  let options: Omit<AllowedSigner, "principals" | "key"> = {};
  for (const each of splitAt(/,/, text)) {
    const [, name = "", value = ""] = OPTION.exec(each) ?? [];
    switch (name.toLowerCase()) {
      case "cert-authority":
        return undefined;
      case "namespaces":
        options = { ...options, namespaces: value.split(",") };
        break;
      case "valid-after":
        options = { ...options, validAfter: instantOf(value) };
        break;
      case "valid-before":
        options = { ...options, validBefore: instantOf(value) };
        break;
      default:
        throw new RangeError(`"${each}" is no option of an allowed signer`);
    }
  }
  return options;
}

/** With Z in UTC, else in the time of this machine, as ssh-keygen has it. */
function instantOf(text: string): number {
  const [, year, month, day, hour = "0", minute = "0", second = "0", zone] = TIME.exec(text) ?? [];
  if (year === undefined) throw new RangeError(`"${text}" is no time such as 20261231`);
  const [y = 0, m = 1, d = 1, h = 0, min = 0, s = 0] = [
    ...[year, month, day, hour, minute, second].map(Number),
  ];
  return zone === ""
    ? new Date(y, m - 1, d, h, min, s).getTime()
    : Date.UTC(y, m - 1, d, h, min, s);
}
