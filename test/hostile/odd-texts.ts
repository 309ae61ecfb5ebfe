import fc from "fast-check";

/** What the syntaxes are made of that are read. */
export const PIECES = [
  ...[
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    '"',
    "\\",
    "\n",
    "- ",
    "&a ",
    "*a",
    "<<: ",
    "!!x ",
    "# ",
    "|\n",
  ],
  ...[
    "<a>",
    "</a>",
    "<a/>",
    "<![CDATA[",
    "]]>",
    "<!--",
    "<!DOCTYPE a [",
    "&amp;",
    "&#0;",
    "&x;",
    "=",
  ],
  ...["__proto__", "constructor", "toString", "null", "1e999", "-", "success='true'", "error=''"],
  ...[
    "rules",
    "targets",
    "service",
    "statements",
    "format",
    "\u0000",
    "\ufeff",
    "\ud800",
    "\u202e",
  ],
  ...["$ref", "%zz", "#/", "../", "ssh-ed25519 ", "AAAA"],
] as const;

/** Text in the syntax of everything that is read, and in none. */
export const anyText = fc.oneof(
  fc
    .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 6 })), { maxLength: 40 })
    .map((all) => all.join("")),
  fc.json(),
);

const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(null, true, 0, -1, 1e300, "", "x", [], {}, [[]], { toString: 1, valueOf: 1 }),
  fc.constantFrom(
    "%zz",
    "#/%zz",
    "#/",
    "//",
    "http://[",
    "\ud800",
    { $ref: "#/%zz" },
    { $ref: "#" },
  ),
  fc.constant(JSON.parse('{"__proto__": {"x": 1}}')),
  fc.jsonValue({ maxDepth: 3 }),
  anyText,
);

/** A document that is as it should be but for one place, or a few. */
export function mutated(document: unknown): fc.Arbitrary<string> {
  const change = fc.tuple(fc.nat(), oddValue, fc.boolean());
  return fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) => {
    const copy: unknown = JSON.parse(JSON.stringify(document));
    for (const [number, value, removes] of changes) {
      const places = placesIn(copy);
      const [holder, key] = places[number % places.length] ?? [{}, ""];
      if (removes && !Array.isArray(holder)) delete holder[key as never];
      else put(holder, key, JSON.parse(JSON.stringify(value)));
    }
    return JSON.stringify(copy);
  });
}

/** A text that is as it should be but for a few places. */
export function mutatedText(text: string): fc.Arbitrary<string> {
  const change = fc.tuple(fc.nat({ max: text.length }), fc.nat({ max: 12 }), anyText);
  return fc
    .array(change, { minLength: 1, maxLength: 3 })
    .map((changes) =>
      changes.reduce(
        (changed, [at, without, more]) => changed.slice(0, at) + more + changed.slice(at + without),
        text,
      ),
    );
}

/** As JSON has it: a member by any name, also that of a prototype. */
function put(holder: Holder, key: string, value: unknown): void {
  Object.defineProperty(holder, key, {
    value,
    ...{ enumerable: true, configurable: true, writable: true },
  });
}

type Holder = Record<string, unknown> | unknown[];

function placesIn(value: unknown): readonly (readonly [Holder, string])[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    [value as Holder, key] as const,
    ...placesIn(inner),
  ]);
}
