import type { Session } from "../support/session.ts";
import { untilSeen } from "./demonstration.ts";
import { upload } from "./written.ts";

/** Whether two documents that are staged at the same time are each what they were. */
export const downloadsAtOnce = (session: Session): Promise<string> =>
  untilSeen(async () => {
    const texts = ["one", "another"];
    const staged = texts.map(async (text) => {
      const Path = `/Library/inbox/staged-${text}.txt`;
      await upload(session, Path, text);
      return Path;
    });
    const paths = await Promise.all(staged);
    const read = paths.map(async (Path) => {
      const params = { AuthenticationTicket: session.alice, Path, PreferedChunkSize: 0 };
      const { attributes } = await session.client.get("GetDownloadHandler", params);
      const { text } = await session.download(attributes["downloadhandler"] ?? "");
      return Buffer.from(text, "base64").toString();
    });
    return (await Promise.all(read)).join() === texts.join() ? "each its own" : "mixed up";
  }, "each its own");
