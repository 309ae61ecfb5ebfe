import fc from "fast-check";
import type { Response } from "../../src/judge/answer/not-an-answer.ts";
import type { Binding } from "../../src/model/binding.ts";
import { escaped, response, soapAnswer } from "./responses.ts";

/** What a server means to say. */
export interface Facts {
  readonly success: boolean;
  /** Undefined: the attribute is left out. */
  readonly error: string | undefined;
  readonly others: Readonly<Record<string, string>>;
}

const TEXTS = fc.oneof(
  fc.constantFrom(
    "",
    "bad Request",
    "[900] Authentication failed",
    "[901]Session expired or Invalid ticket.",
    'a "quoted" <name> & more',
    "Oturum süresi doldu 😀",
  ),
  fc.string({ unit: fc.constantFrom(..."ab<>&\"' é[]90"), maxLength: 8 }),
);

export const facts: fc.Arbitrary<Facts> = fc.record({
  success: fc.boolean(),
  error: fc.option(TEXTS, { nil: undefined, freq: 5 }),
  others: fc.record(
    {
      UploadHandler: fc.constantFrom("", "a1b2c3d4-e5f6-7890-abcd-ef1234567890", "no-guid"),
      ChunkSize: fc.constantFrom("262144", "33554432", "262143", "33554433", "1 MB"),
      errorCode: fc.constantFrom("4010", "4000"),
    },
    { requiredKeys: [] },
  ),
});

/** How a legal server may put it. */
interface Spelling {
  readonly root: string;
  readonly namespace: string;
  readonly single: boolean;
  readonly reversed: boolean;
  readonly space: string;
  readonly declaration: string;
  readonly bom: boolean;
  readonly encoding: "utf8" | "utf16le";
  readonly asText: boolean;
  readonly asReferences: boolean;
}

const spellings: fc.Arbitrary<Spelling> = fc.record({
  root: fc.constantFrom("response", "root", "Response"),
  namespace: fc.constantFrom("", ' xmlns=""', ' xmlns="http://tempuri.org/"', ' xmlns:x="u"'),
  single: fc.boolean(),
  reversed: fc.boolean(),
  space: fc.constantFrom(" ", "\n  ", "\r\n\t"),
  declaration: fc.constantFrom(
    "",
    '<?xml version="1.0"?>',
    "<?xml version='1.0' standalone='no'?>\r\n",
  ),
  bom: fc.boolean(),
  encoding: fc.constantFrom("utf8" as const, "utf8" as const, "utf16le" as const),
  asText: fc.boolean(),
  asReferences: fc.boolean(),
});

const SPECIAL = /[&<>"']/gu;

function writtenElement({ success, error, others }: Facts, spelling: Spelling): string {
  const { root, namespace, single, reversed, space, asReferences } = spelling;
  const quote = single ? "'" : '"';
  const attributes = Object.entries({
    success: String(success),
    ...(error === undefined ? {} : { error }),
    ...others,
  }).map(([name, value]) => {
    const text = value.replace(
      asReferences ? /./gsu : SPECIAL,
      (one) => `&#x${(one.codePointAt(0) ?? 0).toString(16)};`,
    );
    return `${space}${name}=${quote}${text}${quote}`;
  });
  return `<${root}${namespace}${(reversed ? attributes.reverse() : attributes).join("")}/>`;
}

function written(meant: Facts, binding: Binding, spelling: Spelling): Response {
  const element = writtenElement(meant, spelling);
  const { declaration, bom, encoding, asText } = spelling;
  const body =
    binding === "soap11"
      ? soapAnswer(asText ? escaped(`${declaration}${element}`) : element)
      : `${declaration}${asText ? `<string xmlns="http://tempuri.org/">${escaped(element)}</string>` : element}\n`;
  const marked = bom || encoding === "utf16le" ? `\ufeff${body}` : body;
  // What declares UTF-8 in UTF-16 contradicts itself, which legal servers do not.
  const text = encoding === "utf16le" ? marked.replace(' encoding="utf-8"', "") : marked;
  return response(Buffer.from(text, encoding), { type: "text/xml" });
}

/** The same facts, put into bytes for a binding in one of the many legal ways. */
export function writtenAnswer(meant: Facts, binding: Binding): fc.Arbitrary<Response> {
  return spellings.map((spelling) => written(meant, binding, spelling));
}
