/** Who a call can be made as, besides a generated ticket or key. */
export const PRINCIPAL_NAMES: readonly string[] = [
  "owner",
  "stranger",
  "owner-again",
  "unknown",
  "ended",
  "empty",
  "missing",
  "owner-longer",
  "owner-shorter",
  "owner-recased",
  "owner-prefixed",
];
