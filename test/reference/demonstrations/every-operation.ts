import type { EVERY_OPERATION_FAULTS } from "../../../reference/faults/every-operation.ts";
import { say } from "../support/answer.ts";
import { envelope, XML } from "../support/client.ts";
import { NEVER_ISSUED, type Session } from "../support/session.ts";
import type { Row } from "./demonstration.ts";
import { saidTo } from "./public/texts.ts";

const EXPIRED = "false: [901] Session expired or Invalid ticket";

/** Whether the answer to this size, which it repeats, is well-formed. */
const echo = (size: string) => async (session: Session) => {
  const params = { authenticationTicket: session.alice, PreferedChunkSize: size };
  const { wellFormed } = await session.client.get("CreateUploadHandler", params);
  return wellFormed ? "well-formed" : "broken";
};

const refused = async ({ client }: Session) =>
  say(await client.get("DeleteUploadHandler", { UploadHandler: "x" }));

export const EVERY_OPERATION_ROWS: Readonly<
  Record<(typeof EVERY_OPERATION_FAULTS)[number]["name"], Row>
> = {
  "get-binding-off-by-one": [
    async ({ client, alice }) => {
      const params = { authenticationTicket: alice, PreferedChunkSize: 1 };
      const answers = [
        await client.get("CreateUploadHandler", params),
        await client.post("CreateUploadHandler", params),
      ];
      return answers.map(({ attributes }) => attributes["ChunkSize"]).join();
    },
    "262144,262144",
    "262143,262144",
  ],
  "soap-ignores-handler-ticket": [
    async ({ client }) => {
      const params = { authenticationTicket: NEVER_ISSUED, UploadHandler: NEVER_ISSUED };
      const answers = [
        await client.post("DeleteUploadHandler", params),
        await client.soap("DeleteUploadHandler", params),
      ];
      return answers.map(say).join();
    },
    `${EXPIRED},${EXPIRED}`,
    `${EXPIRED},true`,
  ],
  "success-is-capitalised": [
    async ({ client }) => (await client.get("ServerInfo", {})).attributes["success"] ?? "nothing",
    "true",
    "True",
  ],
  "answers-have-child-elements": [
    async ({ client }) => (await client.get("ServerInfo", {})).attributes["success"] ?? "nothing",
    "true",
    "nothing",
  ],
  "answers-do-not-escape": [echo('"<a&'), "well-formed", "broken"],
  "answers-read-text-as-latin-1": [
    saidTo("\u00e4"),
    "false: PreferedChunkSize is not of type int: \u00e4",
    "false: PreferedChunkSize is not of type int: \u00c3\u00a4",
  ],
  "answers-keep-control-characters": [echo("\u0001"), "well-formed", "broken"],
  "errors-show-stack": [
    async (session) => ((await refused(session)).includes(".ts:") ? "shows" : "hides"),
    "hides",
    "shows",
  ],
  "errors-show-ticket": [
    async ({ client }) =>
      say(await client.get("isValidTicket", { AuthenticationTicket: NEVER_ISSUED })),
    EXPIRED,
    `${EXPIRED}: ${NEVER_ISSUED}`,
  ],
  "soap-expands-entities": [
    async ({ client }) => {
      const message = envelope("isValidTicket", { AuthenticationTicket: "TICKET" });
      const dtd = `<!DOCTYPE a [<!ENTITY t "${NEVER_ISSUED}">]>`;
      const body = dtd + message.replace("TICKET", "&t;");
      return say(await client.xml("POST", "/srv.asmx", XML, body));
    },
    "HTTP 500",
    EXPIRED,
  ],
  "concurrent-creates-share-handler": [
    async (session) => {
      const ids = await Promise.all(Array.from({ length: 16 }, () => session.create()));
      return new Set(ids).size === ids.length ? "distinct" : "shared";
    },
    "distinct",
    "shared",
  ],
  "errors-are-http-500": [refused, "false: bad Request", "HTTP 500 false: bad Request"],
};
