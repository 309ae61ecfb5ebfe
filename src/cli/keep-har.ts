import { dirname } from "node:path";
import { asUri } from "../../reporters/text/as-uri.ts";
import { count } from "../../reporters/text/count.ts";
import { escapeInvisible } from "../../reporters/text/safe-json.ts";
import { visible } from "../../reporters/text/visible.ts";
import { makeFolder } from "../config/files/make-folder.ts";
import { placeOfOwn } from "../config/files/place-of-own.ts";
import { toolVersion } from "../config/files/tool-version.ts";
import { writeWhole } from "../config/files/write-whole.ts";
import { UsageError } from "../model/errors.ts";
import type { OpenTarget } from "../run/target/open-target.ts";
import { type KeptExchange, keptExchange, redactedAgain } from "../traffic/kept-exchange.ts";
import type { SeenExchange, SeenMessage } from "../traffic/seen-exchange.ts";
import { entryOf } from "./har-entry-of.ts";

/** Keeps what goes through a proxy, to write it as an HTTP Archive. */
export interface HarKeeper {
  add(seen: SeenExchange): void;
  /** Writes what was kept; what to tell of it. */
  write(): string;
}

/** As browsers do, it leaves out longer bodies, and says how long they were. */
const LONGEST_BODY = 64 * 1024;
/** What is kept in memory, in bytes: secrets that are told later are replaced in all of it. */
const MOST_KEPT = 192 * 1024 * 1024;
const LIMITS = { maxTextChars: 2 * LONGEST_BODY, previewBytes: LONGEST_BODY };
/** So many are looked at together for secrets that were told later. */
const TOGETHER = 256;

/**
 * Keeps whole exchanges, up to what an archive may reasonably have, each without its secrets as soon as it has
 * passed. They are written at the end: only then everything that is secret in them is known. An empty archive is
 * written at once.
 *
 * @param origin where requests went that say no more than a path
 * @throws UsageError (`har-unwritable`)
 */
export function keepHar(path: string, secrets: OpenTarget["secrets"], origin: string): HarKeeper {
  /** JSON, outside of the heap. */
  const kept: Buffer[] = [];
  let room = MOST_KEPT;
  let left = 0;
  write(path, []);
  return {
    add: (seen) => {
      const { target } = seen;
      const address = target.startsWith("/") ? `${origin}${target}` : target;
      // An address that no archive can have would be another one there.
      const one = asUri(address) === address ? jsonOf(seen, address, secrets) : undefined;
      if (!one || one.length > room) {
        left++;
        return;
      }
      room -= one.length;
      kept.push(one);
    },
    write: () => {
      try {
        write(path, linesOf(kept, secrets));
      } catch (error) {
        // What was judged is in the report all the same.
        if (error instanceof UsageError) return `${error.message}\n`;
        throw error;
      }
      const others = left === 0 ? "" : `, ${left} more left out`;
      return `${visible(path)}: ${count(kept.length, "exchange")}, secrets replaced${others}\n`;
    },
  };
}

function jsonOf(seen: SeenExchange, address: string, secrets: OpenTarget["secrets"]): Buffer {
  const lean = { ...seen, request: shortened(seen.request), response: shortened(seen.response) };
  return Buffer.from(JSON.stringify(keptExchange(lean, address, secrets, LIMITS)));
}

function shortened(message: SeenMessage): SeenMessage {
  return message.size > LONGEST_BODY ? { ...message, body: undefined } : message;
}

/** The entries of the archive as JSON, one at a time. */
function* linesOf(kept: readonly Buffer[], secrets: OpenTarget["secrets"]): Generator<string> {
  for (let from = 0; from < kept.length; from += TOGETHER) {
    const some = kept.slice(from, from + TOGETHER).map((one) => JSON.parse(String(one)));
    for (const one of redactedAgain(some as readonly KeptExchange[], secrets)) {
      yield escapeInvisible(JSON.stringify(entryOf(one)));
    }
  }
}

/** Writes an archive with an entry on each line. */
function write(path: string, entries: Iterable<string>): void {
  try {
    makeFolder(dirname(path));
    writeWhole(placeOfOwn(path), archiveOf(entries));
  } catch (error) {
    const message = `cannot write ${visible(path)}: ${(error as Error).message}`;
    throw new UsageError("har-unwritable", [{ message, hint: "name another file with --har" }]);
  }
}

function* archiveOf(entries: Iterable<string>): Generator<string> {
  const creator = escapeInvisible(JSON.stringify({ name: "assay proxy", version: toolVersion() }));
  yield `{"log":{"version":"1.2","creator":${creator},"entries":[`;
  let before = "\n";
  for (const entry of entries) {
    yield `${before}${entry}`;
    before = ",\n";
  }
  yield "\n]}}\n";
}
