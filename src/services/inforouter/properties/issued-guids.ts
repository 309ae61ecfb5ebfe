import { attributeOf } from "../../../judge/answer/attribute-of.ts";
import type { TraceEntry } from "../../../run/case/trace.ts";
import type { CaseTarget } from "../../../run/target/target-parts.ts";

/** The creates of a run, by the GUIDs that they were answered. */
export interface IssuedGuids {
  /** Remembers what a create was answered; gives the earlier create that was answered the same. */
  add(entry: TraceEntry): { readonly guid: string; readonly entry: TraceEntry } | undefined;
}

/** So many creates are remembered; more than a run makes unless it is told to go on. */
const REMEMBERED = 4096;
/** With their answers, as long as these have no more than so many bytes together: a server may answer with megabytes. */
const REMEMBERED_BYTES = 4 * 1024 * 1024;

const ofRuns = new WeakMap<CaseTarget, IssuedGuids>();

/** The memory of the run that a target was opened for; it ends with the run. */
export function issuedGuids(open: CaseTarget): IssuedGuids {
  const known = ofRuns.get(open) ?? createMemory();
  ofRuns.set(open, known);
  return known;
}

function createMemory(): IssuedGuids {
  const entries = new Map<string, TraceEntry>();
  let bytes = 0;
  const forgetOldest = (): void => {
    const [oldest] = entries;
    if (!oldest) return;
    entries.delete(oldest[0]);
    bytes -= bytesOf(oldest[1]);
  };
  return {
    add(entry) {
      const guid = guidOf(entry);
      if (guid === undefined) return undefined;
      const digits = guid.toLowerCase().replace(/[^0-9a-f]/g, "");
      const earlier = entries.get(digits);
      if (earlier) return { guid, entry: earlier };
      entries.set(digits, entry);
      bytes += bytesOf(entry);
      while (entries.size > REMEMBERED || bytes > REMEMBERED_BYTES) forgetOldest();
      return undefined;
    },
  };
}

function bytesOf({ sent }: TraceEntry): number {
  return sent?.reply.kind === "response" ? sent.reply.body.length : 0;
}

function guidOf({ answer }: TraceEntry): string | undefined {
  return answer?.kind === "element" ? attributeOf(answer.attributes, "UploadHandler") : undefined;
}
