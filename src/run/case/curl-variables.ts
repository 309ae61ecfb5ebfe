import type { Answer } from "../../judge/answer/answer.ts";
import { attributeOf } from "../../judge/answer/attribute-of.ts";
import { textOf } from "../../judge/answer/body-of.ts";
import { valueAt } from "../../judge/answer/value-at.ts";
import { valuesOf } from "../../judge/answer/values-of.ts";
import type { SavedFrom } from "../../model/saved-from.ts";
import type { Service } from "../../model/service.ts";
import { textAt } from "../../model/settings.ts";
import type { Target } from "../../model/target.ts";
import type { KnownTarget } from "../target/target-parts.ts";
import { knownHeaders, knownTokens } from "./curl-tokens.ts";
import { type Known, MIN_LENGTH } from "./known.ts";
import type { TraceEntry } from "./trace.ts";

/** Every ticket, key and password of a trace, and every value that its steps take from answers. */
export function knownValues(
  open: KnownTarget,
  service: Service,
  trace: readonly TraceEntry[],
): readonly Known[] {
  const { target, tag } = open;
  const entry = target.services[service.name];
  return [
    ...trace.flatMap((entry) => savedBy(entry, service, target)),
    ...trace.flatMap((entry) => formOf(entry, trace)),
    ...knownTokens(open, service, trace),
    ...(entry ? knownHeaders(entry) : []),
    ...documentNames(tag, trace).map((value, index) => {
      const saved = `newDocumentName${index === 0 ? "" : index + 1}`;
      return { saved, value, part: { saved } };
    }),
  ];
}

/** The names of documents that a trace makes: another run needs other ones, these may be taken. */
export function documentNames(tag: string, trace: readonly TraceEntry[]): readonly string[] {
  const texts = trace.flatMap(({ sent }) => [
    ...(sent?.call.arguments ?? []).map(({ value }) => value),
    sent?.request.body,
  ]);
  const names = new RegExp(`${tag}-\\d+\\.bin`, "g");
  return [
    ...new Set(
      texts.flatMap((text) => (typeof text === "string" ? (text.match(names) ?? []) : [])),
    ),
  ];
}

/**
 * The values that a step can take from variables: of a name that was saved again, the last value
 * before the step.
 */
export function knownBefore(
  known: readonly Known[],
  trace: readonly TraceEntry[],
  index: number,
): readonly Known[] {
  const earlier = trace.slice(0, index);
  return known.filter(
    ({ saved, by }, at) =>
      by === undefined ||
      (earlier.includes(by) &&
        !known
          .slice(at + 1)
          .some((one) => one.saved === saved && one.by && earlier.includes(one.by))),
  );
}

/** What steps save of an answer. The id of an upload that no request of ours made is given by hand. */
function savedBy(entry: TraceEntry, service: Service, target: Target): readonly Known[] {
  const [first, second = first] = service.credentials?.login?.token ?? [];
  const { answer, sent } = entry;
  return Object.entries(entry.save).flatMap(([saved, named]): readonly Known[] => {
    if (!answer) return [];
    if (typeof named === "object") {
      return [
        { saved, value: valueAt(named, answer) ?? "", part: { saved }, by: entry, from: named },
      ];
    }
    if (answer.kind === "element") {
      const isToken = named === first && attributeOf(answer.attributes, named) === undefined;
      const attribute = isToken && second !== undefined ? second : named;
      const value = attributeOf(answer.attributes, attribute) ?? "";
      const from = spelledAs(attribute, answer.attributes);
      return [{ saved, value, part: { saved }, by: entry, from }];
    }
    if (answer.kind !== "json" && answer.kind !== "http") return [];
    const pointer = pointerOf(entry, target);
    const value = namedValue(named, pointer, entry);
    const how = `an id that ${entry.operation} gives, as the target says`;
    if (!sent) return [{ saved, value, part: { secret: saved, how } }];
    const from = placeInText(value, spelledAs(named, valuesOf(answer)), pointer, answer);
    return [{ saved, value, part: { saved }, by: entry, from }];
  });
}

function namedValue(
  name: string,
  pointer: string | undefined,
  { answer, sent }: TraceEntry,
): string {
  if (!answer) return "";
  if (pointer === undefined || !sent) return attributeOf(valuesOf(answer), name) ?? "";
  return valueAt({ json: pointer }, answer) ?? "";
}

/** A name as the answer really spells it. */
function spelledAs(name: string, values: Readonly<Record<string, string>>): string {
  return Object.keys(values).find((key) => key.toLowerCase() === name.toLowerCase()) ?? name;
}

/**
 * Where a value stands in the text of an answer: by its name alone, where that is written once and with just
 * that text; else by what finds it all the same.
 */
function placeInText(
  value: string,
  name: string,
  pointer: string | undefined,
  answer: Answer,
): SavedFrom {
  const text = textOf(answer) ?? "";
  const member = pointer?.split("/").at(-1) ?? name;
  const written = member.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  if (answer.kind === "http" && answer.attributes) {
    const isAttribute = new RegExp(`\\s${written}="`).test(text);
    return isAttribute ? member : { text: `<(?:[\\w.-]+:)?${written}(?:\\s[^>]*)?>([^<]*)<` };
  }
  const found = [...text.matchAll(new RegExp(`"${written}"\\s*:\\s*("[^"]*")?`, "g"))];
  const isPlain = found.length === 1 && found[0]?.[1] === `"${value}"`;
  return isPlain ? member : { json: pointer ?? `/${pointerPart(name)}` };
}

function pointerPart(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}

/** Where the target says that the id of what a call makes stands in its answer. */
function pointerOf({ sent }: TraceEntry, { services }: Target): string | undefined {
  const { service, fromTarget } = sent?.call.operation ?? {};
  if (service === undefined || fromTarget === undefined) return undefined;
  return textAt(services[service], `${fromTarget}.id`);
}

/** What the answer of one call of the target gives for the form of a later one. */
function formOf(entry: TraceEntry, trace: readonly TraceEntry[]): readonly Known[] {
  const { sent, answer } = entry;
  if (sent?.as !== "request" || answer?.kind !== "json") return [];
  const number = trace.indexOf(entry) + 1;
  const later = trace.slice(number).map((one) => String(one.sent?.request.body ?? ""));
  return leavesOf(answer.value).flatMap(([name, value]): readonly Known[] => {
    if (value.length < MIN_LENGTH || !later.some((body) => body.includes(value))) return [];
    const saved = `${name}_${number}`;
    return [{ saved, value, part: { saved }, by: entry, from: name }];
  });
}

function leavesOf(value: unknown): readonly (readonly [name: string, value: string])[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    typeof inner === "string" ? [[name, inner] as const] : leavesOf(inner),
  );
}
