import { metadataTexts } from "../../judge/texts/told-texts.ts";
import type { TraceEntry } from "./trace.ts";

/** A longer text is contents, and no name or comment. */
const LONGEST = 1024;
/** More than the calls of a case send that is about names; a case of hundreds of calls is about something else. */
const MOST_TEXTS = 200;

/** The texts that the calls of a case sent, a path by its last part, too: the first of them. */
export function textsSent(trace: readonly TraceEntry[]): readonly string[] {
  const texts = new Set<string>();
  for (const entry of trace) addTextsSent(entry, texts);
  return [...texts];
}

/** Adds the texts of one call. */
export function addTextsSent({ sent }: TraceEntry, texts: Set<string>): void {
  if (!sent || texts.size >= MOST_TEXTS) return;
  const { call, request } = sent;
  for (const { name, value } of call.arguments) {
    if (typeof value !== "string" || value.length > LONGEST) continue;
    if (name.toLowerCase() === METADATA) {
      for (const { text } of metadataTexts(value)) texts.add(text);
    } else {
      texts.add(value);
      texts.add(value.slice(value.lastIndexOf("/") + 1));
    }
  }
  // Of a call that a target describes the body alone has its values.
  const isDescribed = call.arguments.every((argument) => argument.in !== undefined);
  if (!isDescribed || typeof request.body !== "string") return;
  for (const text of stringsOfJson(request.body)) texts.add(text);
}

const METADATA = "upload-metadata";

/** The strings that are directly in a JSON object. */
function stringsOfJson(body: string): readonly string[] {
  if (!body.startsWith("{") || body.length > LONGEST) return [];
  try {
    const members = Object.values(JSON.parse(body) as Readonly<Record<string, unknown>>);
    return members.filter((value) => typeof value === "string");
  } catch {
    return [];
  }
}
