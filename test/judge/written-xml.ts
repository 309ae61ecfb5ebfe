import fc from "fast-check";
import type { XmlElement } from "../../src/judge/answer/parse-xml.ts";

/** An element and one of the many ways to write it. */
export interface WrittenXml {
  readonly element: XmlElement;
  readonly text: string;
}

const NAMES = ["a", "response", "Größe", "_x.1-y", "尺"];
/** White space is left to the tables: how it is written decides what it means. */
const texts = fc.string({
  unit: fc.constantFrom(..."abz 019.-_:;,=/?!#'\"<>&]()é日😀"),
  maxLength: 12,
});
const spaces = fc.constantFrom(" ", "\n", "\t", "\r\n", "  ");
const mayBeSpace = fc.constantFrom("", "", " ", "\n");
const around = fc
  .array(fc.constantFrom("<!-- c -->", "<?pi x?>", "\n", "  "), { maxLength: 2 })
  .map((parts) => parts.join(""));

/** A character as itself where that is allowed, or as a reference of some kind. */
const PREDEFINED: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};
function writtenText(text: string, ways: readonly number[]): string {
  return [...text]
    .map((character, index) => {
      const code = character.codePointAt(0) ?? 0;
      const way = ways[index % Math.max(1, ways.length)] ?? 0;
      if (way === 1) return `&#${code};`;
      if (way === 2) return `&#x${code.toString(16)};`;
      return PREDEFINED[character] ?? character;
    })
    .join("");
}
const ways = fc.array(fc.nat({ max: 2 }), { minLength: 1, maxLength: 5 });

const attributes = fc.uniqueArray(
  fc.tuple(fc.constantFrom(...NAMES), texts, ways, fc.boolean(), spaces, mayBeSpace),
  {
    selector: ([name]) => name,
    maxLength: 4,
  },
);

/** An element that nests up to a depth. */
function elements(depth: number): fc.Arbitrary<WrittenXml> {
  return fc
    .record({
      name: fc.constantFrom(...NAMES),
      prefix: fc.constantFrom("", "", "p", "soap"),
      attributes,
      children:
        depth === 0
          ? fc.constant<WrittenXml[]>([])
          : fc.array(elements(depth - 1), { maxLength: 3 }),
      text: texts,
      ways,
      cdata: fc.boolean(),
      space: mayBeSpace,
    })
    .map(({ name, prefix, attributes, children, text, ways, cdata, space }): WrittenXml => {
      const written = prefix === "" ? name : `${prefix}:${name}`;
      const tag = [
        written,
        ...(prefix === "" ? [] : [` xmlns:${prefix}="urn:${prefix}"`]),
        ...attributes.map(([attribute, value, ways, single, before, between]) => {
          const quote = single ? "'" : '"';
          return `${before}${attribute}${between}=${between}${quote}${writtenText(value, ways)}${quote}`;
        }),
        space,
      ].join("");
      const data = cdata && !text.includes("]]>") ? `<![CDATA[${text}]]>` : writtenText(text, ways);
      const inside = `${data}${children.map((child) => child.text).join("<!-- between -->")}`;
      const values = Object.assign(
        Object.create(null),
        Object.fromEntries(attributes.map(([attribute, value]) => [attribute, value])),
      ) as Record<string, string>;
      return {
        element: {
          name,
          attributes: values,
          children: children.map(({ element }) => element),
          text,
        },
        text: inside === "" ? `<${tag}/>` : `<${tag}>${inside}</${written}${space}>`,
      };
    });
}

const MAX_DEPTH = 2;

/** Well-formed documents, each with the tree that it means. */
export const writtenXml: fc.Arbitrary<WrittenXml> = fc
  .record({
    declaration: fc.constantFrom(
      "",
      '<?xml version="1.0"?>',
      "<?xml version='1.0' encoding='utf-8'?>\r\n",
    ),
    before: around,
    root: elements(MAX_DEPTH),
    after: around,
  })
  .map(({ declaration, before, root, after }) => ({
    element: root.element,
    text: `${declaration}${before}${root.text}${after}`,
  }));
