import type { Answer } from "./answer.ts";
import type { InfoRouterBinding } from "./binding.ts";

/** What a server remembers of calls before that it should have forgotten, by the faults that need it. */
export interface SequenceMemory {
  /** By upload handler, the chunks that were sent. */
  readonly chunks: Map<string, number>;
  /** Handlers that a delete leaves alone. */
  readonly spared: Set<string>;
  /** Tickets whose last call was refused. */
  readonly disgraced: Set<string>;
  /** By upload handler, how it was finalized, and the deletes since. */
  readonly finalized: Map<
    string,
    {
      readonly binding: InfoRouterBinding;
      readonly answer: Answer;
      readonly path: string;
      deletes: number;
    }
  >;
  /** Handlers of either kind that were ever answered. */
  readonly issued: Set<string>;
  /** By ticket, the deletes since the last create that went wrong. */
  readonly deletes: Map<string, number>;
  /** By download handler, how often the end of the file was read. */
  readonly ends: Map<string, number>;
  /** Paths of documents that were found. */
  readonly found: Set<string>;
  /** By path, what DownloadDocument gave. */
  readonly given: Map<string, Answer>;
  /** By path and version, the bytes that were staged. */
  readonly staged: Map<string, Buffer>;
}

export function createSequenceMemory(): SequenceMemory {
  return {
    chunks: new Map(),
    spared: new Set(),
    disgraced: new Set(),
    finalized: new Map(),
    issued: new Set(),
    deletes: new Map(),
    ends: new Map(),
    found: new Set(),
    given: new Map(),
    staged: new Map(),
  };
}
