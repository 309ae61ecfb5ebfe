import type { PUBLIC_NAMES } from "../faults/public/names.ts";
import { splitPath } from "../inforouter/paths.ts";
import type { InfoRouterState } from "../inforouter/state.ts";
import type { Given, Misread } from "./misread.ts";
import type { ZipFault } from "./zip.ts";

export type NamesFault = Exclude<
  (typeof PUBLIC_NAMES)[number]["name"],
  | "long-name-ends-at-its-first-dot"
  | "name-with-two-dots-is-refused"
  | "gz-name-is-unpacked"
  | "name-zero-is-empty"
  | ZipFault
>;

/** The name in a path or alone, of a document that an operation stores. */
const inNewName =
  (rename: (name: string) => string): (() => Misread) =>
  () =>
  (text, given) => {
    if (!isNewName(given)) return text;
    const slash = text.lastIndexOf("/") + 1;
    return text.slice(0, slash) + rename(text.slice(slash));
  };

function isNewName({ operation, parameter }: Given): boolean {
  return operation.startsWith("Upload") && ["path", "documentName"].includes(parameter.name);
}

export const NAMES: Readonly<Record<NamesFault, () => Misread>> = {
  "plus-in-name-is-stored-as-space": inNewName((name) => name.replaceAll("+", " ")),
  "percent-in-name-is-decoded": inNewName((name) => {
    try {
      return decodeURIComponent(name);
    } catch {
      return name;
    }
  }),
  "new-document-name-is-html":
    () =>
    (text, { operation, parameter }) =>
      operation === "UploadNewDocumentWidthHandler" && parameter.name === "documentName"
        ? text.replaceAll("&", "&amp;")
        : text,
  "download-path-is-decoded-again":
    () =>
    (text, { operation, parameter }) =>
      operation === "GetDownloadHandler" && parameter.name === "Path"
        ? text.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) =>
            Buffer.from(escapes.replaceAll("%", ""), "hex").toString("utf8"),
          )
        : text,
  "decomposed-name-is-not-found":
    () =>
    (text, { parameter }) =>
      parameter.name === "Path" ? text.normalize("NFC") : text,
  "names-collide-in-any-case": () => (text, given) =>
    given.parameter.name === "path" && isNewName(given)
      ? twin(text, given.state, (path) => path.toLowerCase())
      : text,
  "emoji-in-names-are-one": () => (text, given) =>
    given.parameter.name === "path" && isNewName(given)
      ? twin(text, given.state, (path) => path.replace(/[\u{10000}-\u{10ffff}]/gu, "\ufffd"))
      : text,
  "trailing-dot-is-dropped": inNewName((name) => name.replace(/\.+$/, "")),
  "name-ends-at-number-sign": inNewName((name) => name.replace(/#.*$/s, "#")),
  "name-is-read-as-latin1": inNewName((name) => Buffer.from(name).toString("latin1")),
};

/** The path of a document that is the same once both are folded, if there is one. */
function twin(path: string, { library }: InfoRouterState, fold: (path: string) => string): string {
  const folder = splitPath(path)?.folder;
  const inside = folder === undefined ? undefined : library.within(folder);
  const same = fold(path);
  return inside?.find((document) => fold(document.path) === same)?.path ?? path;
}
