/** Bytes of a log that are shown. */
const SHOWN_BYTES = 64 * 1024;
/** Kept in front of it, so that no secret is cut in two where it begins. */
const MARGIN_BYTES = 16 * 1024;

/** The end of what a process printed, in bounded memory. */
export interface LogTail {
  add(chunk: Buffer): void;
  /** With the margin in front: {@link shownTail} takes it off once secrets are replaced. */
  text(): string;
}

export function createLogTail(): LogTail {
  let kept: Buffer[] = [];
  let bytes = 0;
  return {
    add(chunk) {
      kept.push(chunk);
      bytes += chunk.length;
      // Rarely, so that many short lines cost little.
      if (bytes < 2 * (SHOWN_BYTES + MARGIN_BYTES)) return;
      kept = [Buffer.concat(kept).subarray(-(SHOWN_BYTES + MARGIN_BYTES))];
      bytes = SHOWN_BYTES + MARGIN_BYTES;
    },
    text: () =>
      Buffer.concat(kept)
        .subarray(-(SHOWN_BYTES + MARGIN_BYTES))
        .toString("utf8"),
  };
}

/** What servers print before a ticket, a password or a key: one of another user's is nobody's business. */
const NAMED_SECRET =
  /((?:ticket|pwd|password|passwd|api-key|authorization)["']?(?:\s*[=:>]\s*|%3[dD])["']?)([^\s&"'<>,;]+)/gi;

/** The part of a log that is shown, with secrets replaced; begins with a whole line. */
export function shownTail(text: string, redact: (text: string) => string): string {
  const safe = redact(text).replace(NAMED_SECRET, (all, name: string, value: string) =>
    value.startsWith("‹") ? all : `${name}‹secret›`,
  );
  if (safe.length <= SHOWN_BYTES) return safe;
  const end = safe.slice(-SHOWN_BYTES);
  return end.slice(end.indexOf("\n") + 1);
}
