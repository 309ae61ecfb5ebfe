/** The durations of an operation over a binding, in milliseconds: information, but where the target has a limit. */
export interface Timing {
  readonly service: string;
  readonly operation: string;
  readonly binding: string;
  readonly requests: number;
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly worstMs: number;
  /** The target's `limits.answerMs`, where it has one. */
  readonly limitMs?: number;
}

/** Whether more than one answer in twenty took longer than the target's limit. */
export function isSlow({ p95Ms, limitMs }: Timing): boolean {
  return limitMs !== undefined && p95Ms > limitMs;
}

/** What the connections of a run show; as information, nothing is judged by it. */
export interface LinkTiming {
  /** Milliseconds that the fastest connection took to be made; absent where a proxy was in between. */
  readonly connectMs?: number;
  /** Connections that were made for requests as clients send them, and those requests. */
  readonly connections: number;
  readonly requests: number;
}

/** What all connections together show, by parts of a run; undefined where there were none. */
export function mergeLinks(parts: readonly (LinkTiming | undefined)[]): LinkTiming | undefined {
  const links = parts.filter((part) => part !== undefined && part.requests > 0);
  if (links.length === 0) return undefined;
  const sum = (of: (link: LinkTiming) => number): number =>
    links.reduce((all, link) => all + (link ? of(link) : 0), 0);
  const connects = links.flatMap((link) => link?.connectMs ?? []);
  return {
    ...(connects.length > 0 ? { connectMs: Math.min(...connects) } : {}),
    connections: sum(({ connections }) => connections),
    requests: sum(({ requests }) => requests),
  };
}
