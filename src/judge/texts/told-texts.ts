import type { Answer } from "../answer/answer.ts";
import { dispositionName } from "./disposition-name.ts";

/** A text that an answer tells, decoded once as its place in the answer says. */
export interface ToldText {
  /** In the words of a reader: `the attribute error`. */
  readonly where: string;
  readonly text: string;
  /** It stands in a header that holds ASCII alone, where many clients undo one more percent-encoding. */
  readonly isPlainHeader?: true;
}

/** A longer text is contents, and no name or comment. */
const LONGEST = 4096;

/**
 * The texts of an answer: attributes, the text of an element, strings of JSON, the name of a file in
 * Content-Disposition, and values in Upload-Metadata. Those that are contents are left out.
 */
export function toldTexts(answer: Answer): readonly ToldText[] {
  return [...textsOfBody(answer), ...textsOfHeaders(answer.headers ?? {})].filter(
    ({ text }) => text.length <= LONGEST,
  );
}

function textsOfBody(answer: Answer): readonly ToldText[] {
  switch (answer.kind) {
    case "element":
      return [
        ...textsOfAttributes(answer.attributes),
        ...(answer.text === "" ? [] : [{ where: "the text of the element", text: answer.text }]),
      ];
    case "http":
      return textsOfAttributes(answer.attributes ?? {});
    case "json":
      return stringsIn(answer.value);
    default:
      return [];
  }
}

function textsOfAttributes(attributes: Readonly<Record<string, string>>): readonly ToldText[] {
  return Object.entries(attributes).map(([name, text]) => ({
    where: `the attribute ${name}`,
    text,
  }));
}

/** The strings of a JSON value, by the names of their members. */
function stringsIn(value: unknown, name = ""): readonly ToldText[] {
  if (typeof value === "string") {
    return [{ where: name === "" ? "the JSON string" : `the member ${name}`, text: value }];
  }
  if (Array.isArray(value)) return value.flatMap((item) => stringsIn(item, name));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([member, item]) => stringsIn(item, member));
}

function textsOfHeaders(headers: Readonly<Record<string, string>>): readonly ToldText[] {
  const disposition = headers["content-disposition"];
  const name = disposition === undefined ? undefined : dispositionName(disposition);
  const metadata = headers["upload-metadata"];
  return [
    ...(name === undefined ? [] : [{ where: "the file name in Content-Disposition", ...name }]),
    ...(metadata === undefined ? [] : metadataTexts(metadata)).map(({ key, text }) => ({
      where: `the value of ${key} in Upload-Metadata`,
      text,
    })),
  ];
}

/** The values of Upload-Metadata by their keys (tus 1.0.0, Upload-Metadata). */
export function metadataTexts(
  metadata: string,
): readonly { readonly key: string; readonly text: string }[] {
  return metadata.split(",").flatMap((pair) => {
    const [key = "", value] = pair.trim().split(" ");
    return key === "" || value === undefined || value === ""
      ? []
      : [{ key, text: Buffer.from(value, "base64").toString("utf8") }];
  });
}
