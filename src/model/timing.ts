/** The durations of an operation over a binding, in milliseconds; as information, nothing is judged by it. */
export interface Timing {
  readonly service: string;
  readonly operation: string;
  readonly binding: string;
  readonly requests: number;
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly worstMs: number;
}
