import type { Faults } from "../faults.ts";
import type { Answer } from "../inforouter/answer.ts";
import { onesOn, throughAll } from "./ones-on.ts";

export type ListedNameFault =
  | "listed-name-is-percent-encoded"
  | "listed-name-is-escaped-for-html"
  | "listed-name-is-read-as-latin1"
  | "long-name-ends-at-its-first-dot";
export type ToldTextFault = "error-text-is-escaped-first" | "download-name-has-entities";

const LONGEST_NAME = 200;

type Told = (text: string) => string;

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const forHtml: Told = (text) => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
const same: Told = (text) => text;

const LISTED: Readonly<Record<ListedNameFault, () => Told>> = {
  "listed-name-is-percent-encoded": () => encodeURIComponent,
  "listed-name-is-escaped-for-html": () => forHtml,
  "listed-name-is-read-as-latin1": () => (name) => Buffer.from(name).toString("latin1"),
  "long-name-ends-at-its-first-dot": () => (name) => {
    if (name.length <= LONGEST_NAME) return name;
    const [first = ""] = name.split(".");
    return `${first.slice(0, LONGEST_NAME)}.${/\.([^.]*)$/.exec(name)?.[1] ?? ""}`;
  },
};

/** The name of a file as a list has it. */
export function listedName(name: string, faults: Faults<ListedNameFault>): string {
  return throughAll(onesOn(LISTED, faults), name, (told, text) => told(text));
}

const TOLD: Readonly<Record<ToldTextFault, () => { readonly error: Told; readonly name: Told }>> = {
  "error-text-is-escaped-first": () => ({ error: forHtml, name: same }),
  "download-name-has-entities": () => ({ error: same, name: forHtml }),
};

/** An answer with its texts as a faulty server tells them. */
export function toldAnswer(answer: Answer, faults: Faults<ToldTextFault>): Answer {
  return throughAll(onesOn(TOLD, faults), answer, ({ error, name }, told) => {
    if (told.kind === "failure") return { ...told, error: error(told.error) };
    if (told.kind !== "bytes" || told.name === undefined) return told;
    return { ...told, name: name(told.name) };
  });
}
