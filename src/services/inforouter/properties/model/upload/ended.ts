/** What says that a handler which is over takes nothing any more. */
export const ENDED = {
  deleted: { breaks: ["DUH-01", "DUH-17"], what: "a deleted handler to take nothing any more" },
  finalized: { breaks: ["DUH-15"], what: "a finalized handler to take nothing any more" },
} as const;
