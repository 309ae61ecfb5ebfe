/** GUIDs in their usual forms, and ids of uploads: what differs from call to call in the same words. */
const IDS = /\b(?:upl_[0-9a-f]+|[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\b/gi;

/** A text of a server with its ids masked, so that it can be compared between calls and servers. */
export function withoutIds(text: string): string {
  return text.replace(IDS, "‹id›");
}
