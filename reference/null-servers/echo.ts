import type { Asked, NullServer, Said } from "./null-server.ts";
import { tusHeaders } from "./tus-words.ts";

const OK = 200;

/** The body that came, or the query where none did, in the content type in which it came. */
function echo({ path, headers, body }: Asked): Said {
  const type = headers["content-type"] ?? "text/xml";
  const said = { status: OK, type, headers: tusHeaders({ headers }) };
  if (body.length > 0) return { ...said, body };
  const query = path.includes("?") ? path.slice(path.indexOf("?") + 1) : "";
  return { ...said, body: query };
}

export const ECHO = {
  name: "echo",
  title: "Every call is answered with what was sent.",
  start: () => ({ answer: echo }),
} as const satisfies NullServer;
