import { dirname } from "node:path";
import type { Entry, Har } from "har-format";
import { harEntry } from "../../reporters/har/har-entry.ts";
import { asUri } from "../../reporters/text/as-uri.ts";
import { count } from "../../reporters/text/count.ts";
import { safeJson } from "../../reporters/text/safe-json.ts";
import { visible } from "../../reporters/text/visible.ts";
import { makeFolder } from "../config/files/make-folder.ts";
import { toolVersion } from "../config/files/tool-version.ts";
import { writeWhole } from "../config/files/write-whole.ts";
import { UsageError } from "../model/errors.ts";
import type { HeaderLine } from "../model/header-lines.ts";
import type { OpenTarget } from "../run/target/open-target.ts";
import type { SeenExchange, SeenMessage } from "../traffic/seen-exchange.ts";
import { evidenceOfSeen } from "../traffic/wire-of.ts";

/** Keeps what goes through a proxy, to write it as an HTTP Archive. */
export interface HarKeeper {
  add(seen: SeenExchange): void;
  /** Writes what was kept; what to tell of it. */
  write(): string;
}

/** As browsers do, it leaves out longer bodies, and says how long they were. */
const LONGEST_BODY = 64 * 1024;
/** What is kept in memory, in bytes of messages: secrets that are told later are replaced in all of it. */
const MOST_KEPT = 128 * 1024 * 1024;
/** What an exchange takes beside its bytes. */
const BESIDE = 1024;
const LIMITS = { maxTextChars: 2 * LONGEST_BODY, previewBytes: LONGEST_BODY };

type Secrets = OpenTarget["secrets"];

/**
 * Keeps whole exchanges in memory, up to what an archive may reasonably have, and writes them at the end: only
 * then everything that is secret in them is known. An empty archive is written at once.
 *
 * @param origin where requests went that say no more than a path
 * @throws UsageError (`har-unwritable`)
 */
export function keepHar(path: string, secrets: Secrets, origin: string): HarKeeper {
  const kept: SeenExchange[] = [];
  let room = MOST_KEPT;
  let left = 0;
  const addressOf = ({ target }: SeenExchange): string =>
    target.startsWith("/") ? `${origin}${target}` : target;
  write(path, []);
  return {
    add: (seen) => {
      const lean = {
        ...seen,
        request: shortened(seen.request),
        response: shortened(seen.response),
      };
      const size = BESIDE + sizeOf(lean.request) + sizeOf(lean.response) + seen.target.length;
      // An address that no archive can have would be another one there.
      const address = addressOf(seen);
      if (size > room || asUri(address) !== address) {
        left++;
        return;
      }
      room -= size;
      kept.push(lean);
    },
    write: () => {
      const entries = kept.map((seen) => entryOf(seen, addressOf(seen), secrets));
      try {
        write(path, entries);
      } catch (error) {
        // What was judged is in the report all the same.
        if (error instanceof UsageError) return `${error.message}\n`;
        throw error;
      }
      const others = left === 0 ? "" : `, ${left} more left out`;
      return `${visible(path)}: ${count(entries.length, "exchange")}, secrets replaced${others}\n`;
    },
  };
}

function write(path: string, entries: readonly Entry[]): void {
  const creator = { name: "assay proxy", version: toolVersion() };
  const har: Har = { log: { version: "1.2", creator, entries: [...entries] } };
  try {
    makeFolder(dirname(path));
    writeWhole(path, safeJson(har));
  } catch (error) {
    const message = `cannot write ${visible(path)}: ${(error as Error).message}`;
    throw new UsageError("har-unwritable", [{ message, hint: "name another file with --har" }]);
  }
}

function shortened(message: SeenMessage): SeenMessage {
  return message.size > LONGEST_BODY ? { ...message, body: undefined } : message;
}

function sizeOf({ lines, body }: SeenMessage): number {
  return lines.reduce((sum, [name, value]) => sum + name.length + value.length, body?.length ?? 0);
}

function entryOf(seen: SeenExchange, url: string, secrets: Secrets): Entry {
  const { request, response } = seen;
  const exchange = evidenceOfSeen(seen, url, secrets, LIMITS);
  const entry = harEntry(exchange, undefined, performance.timeOrigin + seen.began);
  const { text, ...others } = entry.response.content;
  const isKept = response.body !== undefined;
  return {
    ...entry,
    startedDateTime: instant(performance.timeOrigin + seen.began),
    request: {
      ...entry.request,
      headers: headersOf(request, entry.request.bodySize, secrets),
      ...(request.body ? {} : { bodySize: request.size }),
    },
    response: {
      ...entry.response,
      headers: headersOf(response, entry.response.content.size, secrets),
      content: isKept
        ? { ...others, ...(text === undefined ? {} : { text }) }
        : { ...others, size: response.size },
    },
  };
}

/** Lines as they came, with the length that the body has with its secrets replaced. */
function headersOf({ lines, body }: SeenMessage, size: number, { redact }: Secrets) {
  return lines.map(([name, value]: HeaderLine) => {
    const isLength = name.toLowerCase() === "content-length" && body && body.length > 0;
    return { name: redact(name), value: isLength ? String(size) : redact(value) };
  });
}

const MICROSECONDS = 1000;

/** A time of day, to the microsecond: what came first is seen by it. */
function instant(ms: number): string {
  const whole = Math.floor(ms);
  const rest = Math.floor((ms - whole) * MICROSECONDS);
  return new Date(whole).toISOString().replace("Z", `${String(rest).padStart(3, "0")}Z`);
}
