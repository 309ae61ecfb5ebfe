import { describe, expect, it } from "vitest";
import { parseXml } from "../../src/judge/answer/parse-xml.ts";

describe("parseXml reads", () => {
  it.each([
    ["an empty element", "<response/>", {}],
    ["a start and an end tag", '<response success="true"></response >', { success: "true" }],
    [
      "single quotes",
      "<response success='true' error='say \"no\"'/>",
      { success: "true", error: 'say "no"' },
    ],
    ["space around the equals sign", "<r a = \"1\"\n\tb\r\n='2' />", { a: "1", b: "2" }],
    ["the five entities", '<r a="&amp;&lt;&gt;&quot;&apos;"/>', { a: "&<>\"'" }],
    ["decimal references", '<r a="&#65;&#0066;"/>', { a: "AB" }],
    ["hexadecimal references", '<r a="&#x41;&#xfC;"/>', { a: "Aü" }],
    ["references to supplementary planes", '<r a="&#x1F600;&#128512;"/>', { a: "😀😀" }],
    ["references to white space", '<r a="&#9;&#10;&#13;"/>', { a: "\t\n\r" }],
    ["literal white space in a value as spaces", '<r a="x\ty\r\nz\n"/>', { a: "x y z " }],
    ["references of references once", '<r a="&amp;lt;&#38;amp;"/>', { a: "&lt;&amp;" }],
    ["> in a value", '<r a="a > b"/>', { a: "a > b" }],
    ["names outside ASCII", '<réponse größe="1" 尺="2" 𝒳="3"/>', { größe: "1", 尺: "2", 𝒳: "3" }],
    ["a declaration", '<?xml version="1.0"?><r a="1"/>', { a: "1" }],
    [
      "a declaration with everything",
      "<?xml version='1.0' encoding='utf-8' standalone='yes' ?>\r\n<r a='1'/>",
      { a: "1" },
    ],
    ["a later version of XML 1", '<?xml version="1.1"?><r a="1"/>', { a: "1" }],
    [
      "another encoding, since it is text by now",
      '<?xml version="1.0" encoding="UTF-16"?><r/>',
      {},
    ],
    [
      "comments and instructions around",
      "<!-- a --><?pi?><?pi x?>\n<r/>\n<!----><?xsl y ?>\r\n",
      {},
    ],
    ["white space around", " \t\r\n<r/>\n\n ", {}],
    ["names of namespaces away", '<r xmlns="http://tempuri.org/" xmlns:x="u" a="1"/>', { a: "1" }],
    [
      "a prefixed attribute by its prefix too",
      '<r xmlns:x="u" x:a="1" a="2"/>',
      { "x:a": "1", a: "2" },
    ],
    ["the prefix xml without a declaration", '<r xml:lang="en"/>', { "xml:lang": "en" }],
    [
      "names that objects have",
      '<r __proto__="1" constructor="2" toString="3"/>',
      { ["__proto__"]: "1", constructor: "2", toString: "3" },
    ],
  ])("%s", (_, text, attributes) => {
    const root = parseXml(text);
    expect(root).not.toHaveProperty("malformed");
    expect("attributes" in root && Object.entries(root.attributes)).toEqual(
      Object.entries(attributes),
    );
  });

  it("elements by their local names, in order", () => {
    const root = parseXml('<s:a xmlns:s="u"><b/>x<s:b xmlns:t="v"><t:c/></s:b>y</s:a>');
    expect(root).toMatchObject({
      name: "a",
      text: "xy",
      children: [{ name: "b" }, { name: "b", children: [{ name: "c" }] }],
    });
  });

  it("text with references, CDATA, comments inside and line ends of every kind", () => {
    const root = parseXml(
      "<r>a&lt;<!-- no -->b<![CDATA[<&amp;]]]]><![CDATA[>]]>\r\nc\rd<?no?>\n]] ></r>",
    );
    expect(root).toMatchObject({ text: "a<b<&amp;]]>\nc\nd\n]] >" });
  });

  it("a prefix that an element declares for itself, and one that an outer element declares anew", () => {
    expect(parseXml('<p:a xmlns:p="u"><p:b xmlns:p="v" p:c="1"/></p:a>')).toMatchObject({
      name: "a",
    });
  });
});

describe("parseXml refuses", () => {
  it.each([
    ["nothing", "", "it has no element"],
    ["white space", " \n", "it has no element"],
    ["text", "hello", "text stands before the root element"],
    ["a comment alone", "<!-- -->", "it has no element"],
    ["a no-break space around", "\u00a0<r/>", "text stands before the root element"],
    ["text behind the root", "<r/>x", "text stands behind the root element"],
    ["a reference behind the root", "<r/>&#32;", "text stands behind the root element"],
    ["CDATA behind the root", "<r/><![CDATA[x]]>", "it has more than one root element"],
    ["two roots", "<r/><r/>", "it has more than one root element"],
    ["an end tag too many", "<r/></r>", "an end tag has no start tag"],
    ["crossed tags", "<a><b></a></b>", "<b> is closed by </a>"],
    ["another letter case", "<r></R>", "<r> is closed by </R>"],
    ["another prefix", '<a:r xmlns:a="u" xmlns:b="u"></b:r>', "<a:r> is closed by </b:r>"],
    ["an attribute in an end tag", '<r></r a="1">', "the end tag </r> does not end"],
    ["space before a name", "< r/>", "a name cannot begin with  "],
    ["space before the name of an end tag", "<r></ r>", "a name cannot begin with  "],
    ["space inside />", "<r / >", "a name cannot begin with /"],
    ["an attribute twice", '<r a="1" a="1"/>', "<r> has the attribute a twice"],
    [
      "an attribute twice by its namespace",
      '<r xmlns:x="u" xmlns:y="u" x:a="1" y:a="2"/>',
      "<r> has an attribute twice",
    ],
    [
      "attributes without a space between",
      '<r a="1"b="2"/>',
      "in <r> two things stand without a space between",
    ],
    ["an unquoted value", "<r a=1/>", "the attribute a has a value without quotes"],
    ["an attribute without a value", "<r a/>", "the attribute a has no value"],
    ["curly quotes", "<r a=“1”/>", "the attribute a has a value without quotes"],
    ["< in a value", '<r a="<"/>', "the attribute a has a < in its value"],
    ["an undeclared entity", '<r a="&nbsp;"/>', "nothing declares the entity &nbsp;"],
    ["an entity in another letter case", '<r a="&AMP;"/>', "nothing declares the entity &AMP;"],
    ["a bare ampersand", '<r a="a & b"/>', "an ampersand begins no reference"],
    ["a bare ampersand before a semicolon", "<r>a & b;</r>", "an ampersand begins no reference"],
    ["a reference without its semicolon", '<r a="&amp"/>', "an ampersand begins no reference"],
    ["an empty reference", '<r a="&#;"/>', "an ampersand begins no reference"],
    ["a reference with a capital X", '<r a="&#X41;"/>', "an ampersand begins no reference"],
    ["a reference to NUL", '<r a="&#0;"/>', "&#0; stands for a character that XML forbids"],
    [
      "a reference to a control character",
      '<r a="&#x1F;"/>',
      "&#x1F; stands for a character that XML forbids",
    ],
    [
      "a reference to a surrogate",
      '<r a="&#xD83D;&#xDE00;"/>',
      "&#xD83D; stands for a character that XML forbids",
    ],
    [
      "a reference to a noncharacter",
      '<r a="&#xFFFE;"/>',
      "&#xFFFE; stands for a character that XML forbids",
    ],
    [
      "a reference beyond Unicode",
      '<r a="&#x110000;"/>',
      "&#x110000; stands for a character that XML forbids",
    ],
    ["]]> in text", "<r>]]></r>", "text has ]]> in it"],
    ["-- in a comment", "<r><!-- a -- b --></r>", "a comment has -- inside"],
    ["a comment that ends in --->", "<r><!-- a ---></r>", "a comment has -- inside"],
    [
      "a declaration behind white space",
      ' <?xml version="1.0"?><r/>',
      "an XML declaration stands elsewhere",
    ],
    ["a declaration inside", '<r><?xml version="1.0"?></r>', "an XML declaration stands elsewhere"],
    [
      "a declaration without a version",
      '<?xml encoding="utf-8"?><r/>',
      "its XML declaration is malformed",
    ],
    [
      "a declaration in another order",
      '<?xml encoding="utf-8" version="1.0"?><r/>',
      "its XML declaration is malformed",
    ],
    ["version 2", '<?xml version="2.0"?><r/>', "its XML declaration is malformed"],
    [
      "a declaration in capitals",
      '<?XML version="1.0"?><r/>',
      "an XML declaration stands elsewhere",
    ],
    [
      "an instruction with a colon",
      "<?a:b ?><r/>",
      "a processing instruction has a colon in its name",
    ],
    ["an undeclared prefix of an element", "<x:r/>", "nothing declares the prefix x"],
    ["an undeclared prefix of an attribute", '<r x:a="1"/>', "nothing declares the prefix x"],
    [
      "a prefix declared by a sibling",
      '<r><a xmlns:x="u"/><x:b/></r>',
      "nothing declares the prefix x",
    ],
    [
      "a prefix that is undeclared again",
      '<x:r xmlns:x="u"><a xmlns:x=""/></x:r>',
      "xmlns:x cannot be declared so",
    ],
    ["the prefix xmlns declared", '<r xmlns:xmlns="u"/>', "xmlns:xmlns cannot be declared so"],
    ["two colons", '<a:b:c xmlns:a="u"/>', "the name a:b has a second colon"],
    ["a colon at the end", '<a: xmlns:a="u"/>', "a name cannot begin with  "],
    ["a colon at the beginning", "<:a/>", "a name cannot begin with :"],
    ["a digit at the beginning", "<1/>", "a name cannot begin with 1"],
    ["HTML that looks like XML", "<p>line<br>line</p>", "<br> is closed by </p>"],
  ])("%s", (_, text) => {
    expect(parseXml(text)).toEqual({
      malformed: expect.stringContaining(`is not well-formed XML: `),
    });
  });

  it.each([
    "\u0000",
    "\u0008",
    "\u000b",
    "\u001f",
    "\ufffe",
    "\uffff",
    "\ud83d",
    "\ude00",
    "\ude00\ud83d",
  ])("a forbidden character wherever it stands: %j", (character) => {
    for (const text of [
      `<r a="${character}"/>`,
      `<r>${character}</r>`,
      `<r/><!--${character}-->`,
    ]) {
      expect(parseXml(text)).toEqual({
        malformed: expect.stringMatching(/^is not well-formed XML/),
      });
    }
  });

  it.each([
    "<!DOCTYPE r><r/>",
    "<!doctype html><r/>",
    '<!DOCTYPE r [<!ENTITY a "b">]><r>&a;</r>',
    "<r><!DOCTYPE r></r>",
  ])("a document type declaration: %s", (text) => {
    expect(parseXml(text)).toEqual({
      malformed: expect.stringMatching(/document type declaration|not well-formed XML/),
    });
  });

  it("every beginning of a document that is cut off", () => {
    const whole = `<?xml version="1.0"?><s:a xmlns:s="u" b='1'>t&lt;<!-- c --><![CDATA[d]]><?p i?><e/></s:a>`;
    for (let length = 0; length < whole.length; length++) {
      expect(parseXml(whole.slice(0, length)), whole.slice(0, length)).toHaveProperty("malformed");
    }
  });

  it("says where, by line and column", () => {
    expect(parseXml("<r>\n  <a>\n</r>")).toEqual({
      malformed: "is not well-formed XML: unexpected close tag (line 3, column 5)",
    });
  });
});

describe("parseXml takes hostile sizes without harm", () => {
  const MAX_MS = 20_000;
  const MEGA = 1_000_000;
  it.each([
    ["200,000 levels", "<a>".repeat(200_000), "is nested deeper than 64 levels"],
    [
      "200,000 levels, closed",
      "<a>".repeat(200_000) + "</a>".repeat(200_000),
      "is nested deeper than 64 levels",
    ],
    [
      "10 MB of attributes",
      `<r ${Array.from({ length: MEGA }, (_, index) => `a${index}="1"`).join(" ")}/>`,
      "has an element with more than 1000 attributes",
    ],
    ["10 MB of one attribute", `<r a="${"x".repeat(10 * MEGA)}"/>`, undefined],
    ["10 MB of the same attribute", `<r ${'a="1" '.repeat(MEGA)}/>`, "has the attribute a twice"],
    ["10 MB of a name", `<${"é日".repeat(2 * MEGA)}/>`, undefined],
    ["10 MB of references", `<r>${"&#x41;".repeat(1.5 * MEGA)}</r>`, undefined],
    ["10 MB of ampersands", `<r>${"&".repeat(10 * MEGA)}</r>`, "begins no reference"],
    ["1 MB of zeros in a reference", `<r>&#${"0".repeat(MEGA)}65;</r>`, undefined],
    ["10 MB of white space in an end tag", `<r></r${" ".repeat(10 * MEGA)}x>`, "does not end"],
    [
      "10 MB of white space in the declaration",
      `<?xml ${" ".repeat(10 * MEGA)}?><r/>`,
      "declaration is malformed",
    ],
    ["10 MB of line ends", `<r>${"\r\n".repeat(5 * MEGA)}`, "it ends before </r>"],
    [
      "a thousand attributes",
      `<r ${Array.from({ length: 1000 }, (_, index) => `a${index}=""`).join(" ")}/>`,
      undefined,
    ],
    ["a million elements", `<r>${"<a/>".repeat(MEGA)}</r>`, "has more than 100000 elements"],
    ["64 levels", "<a>".repeat(64) + "</a>".repeat(64), undefined],
    ["10 MB of comments that do not end", "<!--".repeat(2 * MEGA), "comment"],
    ["10 MB of CDATA that does not end", `<r>${"<![CDATA[".repeat(MEGA)}`, "does not end"],
    [
      "an entity bomb",
      '<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><r>&b;</r>',
      "document type declaration",
    ],
  ])("%s", (_, text, malformed) => {
    const started = performance.now();
    const root = parseXml(text);
    const took = performance.now() - started;
    if (malformed === undefined) expect(root).not.toHaveProperty("malformed");
    else expect(root).toEqual({ malformed: expect.any(String) });
    expect(took).toBeLessThan(MAX_MS);
  });
});
