/**
 * What a failure of a rule explains in others: `call`, the same answer to the same call over the same
 * binding; `session`, a ticket error for a ticket that is good.
 */
export type Explains = "call" | "session";
