import { aboutTest, aboutVariables, nameOfTest, oneLine } from "../../code/comment.ts";
import {
  BASE_VARIABLE,
  type ExportedPlace,
  type ExportedRequest,
  type ExportedTest,
  NotExpressible,
  type Part,
} from "../../exported-test.ts";

/**
 * A failure as requests of a `.http` file, one after the other, as REST clients of editors read it. Such a
 * file checks nothing: what must come, and what came, stands above each request. Throws NotExpressible for what
 * the file would read otherwise.
 */
export function httpTest(test: ExportedTest): string {
  const names = new Map<string, string>();
  const requests = test.requests.map((request, index) => {
    const name = `r_${test.id.replace(/\W/g, "_")}_${index + 1}`;
    const text = requestText(request, name, (part) => pieceText(part, names));
    for (const { name: saved, from } of request.saves)
      names.set(saved, `${name}.${placeText(from)}`);
    const isLast = index === test.requests.length - 1;
    const before = [
      `### ${nameOfTest(test)}, ${index + 1} of ${test.requests.length}`,
      ...(isLast ? aboutTest(test).map((line) => `# ${line}`) : []),
      ...(isLast ? [] : request.checks.map(({ words }) => `# ${oneLine(words)}`)),
    ];
    return [...before, text].join("\n");
  });
  return requests.join("\n\n");
}

/** The requests as one file. */
export function httpFile(tests: readonly ExportedTest[], written: readonly string[]): string {
  const [first] = tests;
  const names = [...new Set(tests.flatMap(({ variables }) => variables.map(({ name }) => name)))];
  const isNew = written.some((text) => text.includes("{{RUN}}"));
  const head = [
    "# Failures that assay found. Send the requests of each from top to bottom, and compare.",
    ...aboutVariables(tests).map((line) => `# ${line}`),
    "# Values go in as they are: what a URL or XML must not hold has to be escaped in them.",
    `@${BASE_VARIABLE} = ${first?.base ?? ""}`,
    ...names.map((name) => `@${name} = {{$processEnv ${name}}}`),
    ...(isNew
      ? ["# Names of documents are made with it: another number each time.", "@RUN = 1"]
      : []),
  ];
  return `${[head.join("\n"), ...written].join("\n\n")}\n`;
}

function requestText(
  { method, url, headers, body }: ExportedRequest,
  name: string,
  piece: (part: Part) => string,
): string {
  const line = (parts: readonly Part[]): string => {
    const text = parts.map(piece).join("");
    if (/[^\x20-\x7e\u00a0-\uffff]|^\s|\s$/u.test(text)) {
      throw new NotExpressible("a .http file has no place for such characters outside of a body");
    }
    return text;
  };
  const content = body.map(piece).join("");
  refuseMisread(content);
  for (const word of [method, ...headers.map(([header]) => header)]) refuseOdd(word);
  return [
    `# @name ${name}`,
    "# @no-redirect",
    `${method} ${line(url)}`,
    ...headers.map(([header, value]) => `${header}: ${line(value)}`),
    ...(content === "" ? [] : ["", content]),
  ].join("\n");
}

/** Names and methods stand in lines of their own, and between braces. */
function refuseOdd(word: string): void {
  if (/^[\w.-]+$/.test(word)) return;
  throw new NotExpressible("a .http file has no place for such a name or method");
}

/** What a body must not hold, since the file is read by lines. */
function refuseMisread(text: string): void {
  const isMisread =
    /^(?:###|\s*<@?\w*\s+\S)/m.test(text) ||
    /^\s|\s$|\n\n|\r/.test(text) ||
    /[^\t\n\x20-\u{10ffff}]|\p{Surrogate}/u.test(text);
  if (isMisread) throw new NotExpressible("a .http file would read its body otherwise");
}

function pieceText(part: Part, saved: ReadonlyMap<string, string>): string {
  if (typeof part === "string") {
    if (part.includes("{{")) throw new NotExpressible("a .http file would read {{ as a variable");
    return part;
  }
  switch (part.kind) {
    case "base":
      return `{{${BASE_VARIABLE}}}`;
    case "variable":
      return `{{${part.name}}}`;
    case "saved":
      return `{{${saved.get(part.name) ?? part.name}}}`;
    case "new":
      return `assay-{{RUN}}-${part.number}`;
    case "payload": {
      if (part.as === "raw") throw new NotExpressible("a .http file holds no bytes");
      const text = part.bytes.toString("base64");
      return part.as === "url" ? encodeURIComponent(text) : text;
    }
    default:
      return part satisfies never;
  }
}

/** Where a value stands in the answer of a named request. */
function placeText(place: ExportedPlace): string {
  if ("attribute" in place) {
    refuseOdd(place.attribute);
    return `response.body.//@${place.attribute}`;
  }
  if ("header" in place) {
    refuseOdd(place.header);
    return `response.headers.${place.header}`;
  }
  if ("text" in place)
    throw new NotExpressible("a .http file takes no value by a regular expression");
  const members = place.json.split("/").slice(1);
  if (!members.every((name) => /^[A-Za-z_]\w*$/.test(name))) {
    throw new NotExpressible("a .http file takes no value of a member with such a name");
  }
  return `response.body.$.${members.join(".")}`;
}
