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
}

export function createFaultMemory(): FaultMemory {
  return {
    endedUploads: new Map(),
    deletedDownloads: new Set(),
    repeated: new Map(),
    shared: undefined,
    creates: 0,
  };
}
