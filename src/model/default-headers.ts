/** Headers that a REST request has by itself, and that a step may leave out as it does parameters. */
export const DEFAULT_HEADERS: readonly string[] = ["content-type", "user-agent", "accept-encoding"];
