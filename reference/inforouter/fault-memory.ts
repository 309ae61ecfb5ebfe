import { createSequenceMemory, type SequenceMemory } from "./sequence-memory.ts";
import type { Session } from "./session.ts";
import type { UploadHandler } from "./upload-handlers.ts";
import type { User } from "./users.ts";

/** How an upload handler ended. */
type Ended = { readonly how: "deleted" } | { readonly how: "finalized"; readonly path: string };

/**
 * What only a broken server remembers: each part is written and read by the faults that need it,
 * and stays empty in a server without them.
 */
export interface FaultMemory {
  readonly endedUploads: Map<string, Ended>;
  readonly deletedDownloads: Set<string>;
  /** By binding, the handler that the next create repeats. */
  readonly repeated: Map<string, string>;
  /** The handler of the creates that are in flight. */
  shared: string | undefined;
  creates: number;
  /** How many creates there were, and what the last one was answered. */
  readonly issued: { count: number; last: string | undefined };
  /** Deleted handlers, and when: arrivals and deletes are counted. */
  readonly deletedUploads: Map<string, { readonly handler: UploadHandler; readonly at: number }>;
  moment: number;
  /** Handlers whose files are being removed. */
  readonly deleting: Set<string>;
  /** The chunks that are being appended: handler and CRC. */
  readonly appending: Set<string>;
  /** Handlers that nothing is done with any more. */
  readonly locked: Set<string>;
  readonly sequences: SequenceMemory;
  /** The bytes of the chunk that came last. */
  buffer: Buffer;
  /** Tickets of which a call is in flight. */
  readonly busy: Set<string>;
  /** The session of the call that came last. */
  current: Session | undefined;
  /** Whose ticket was asked about last. */
  asked: User | undefined;
  /** Whom isValidTicket named first. */
  firstNamed: User | undefined;
}

export function createFaultMemory(): FaultMemory {
  return {
    endedUploads: new Map(),
    deletedDownloads: new Set(),
    repeated: new Map(),
    shared: undefined,
    creates: 0,
    issued: { count: 0, last: undefined },
    deletedUploads: new Map(),
    moment: 0,
    deleting: new Set(),
    appending: new Set(),
    locked: new Set(),
    sequences: createSequenceMemory(),
    buffer: Buffer.alloc(0),
    busy: new Set(),
    current: undefined,
    asked: undefined,
    firstNamed: undefined,
  };
}

/** Keeps an id in a set as long as something is under way. */
export function noteWhile(work: Promise<unknown>, id: string, under: Set<string>): void {
  under.add(id);
  const forget = (): void => void under.delete(id);
  work.then(forget, forget);
}
