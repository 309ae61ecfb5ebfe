import type { CREATE_UPLOAD_HANDLER_FAULTS } from "../../../reference/faults/create-upload-handler.ts";
import { say } from "../support/answer.ts";
import type { Params } from "../support/client.ts";
import { NEVER_ISSUED, type Session } from "../support/session.ts";
import { hideGuids, type Row } from "./demonstration.ts";

const call = (session: Session, params: Params) =>
  session.client.get("CreateUploadHandler", { authenticationTicket: session.alice, ...params });

/** What is answered to a preferred size. */
const size = (asked: number | string) => async (session: Session) => {
  const answer = await call(session, { PreferedChunkSize: asked });
  return answer.attributes["ChunkSize"] ?? say(answer);
};

const verdict = (params: Params) => async (session: Session) =>
  say(await call(session, { PreferedChunkSize: 0, ...params }));

const over = (binding: "get" | "post" | "soap") => async (session: Session) => {
  const params = { authenticationTicket: session.alice, PreferedChunkSize: 0 };
  return say(await session.client[binding]("CreateUploadHandler", params));
};

const attributes = async (session: Session) =>
  Object.keys((await call(session, { PreferedChunkSize: 0 })).attributes).join();

const EXPIRED = "false: [901] Session expired or Invalid ticket";
const FAILED = "false: [900] Authentication failed";

export const CREATE_UPLOAD_HANDLER_ROWS: Readonly<
  Record<(typeof CREATE_UPLOAD_HANDLER_FAULTS)[number]["name"], Row>
> = {
  "create-refuses-get": [over("get"), "true", "HTTP 404"],
  "create-refuses-post": [over("post"), "true", "HTTP 404"],
  "create-refuses-soap": [over("soap"), "true", "HTTP 500"],
  "create-forgets-handler": [
    async (session) => say(await session.chunk(await session.create(), "a")),
    "true",
    "false: Invalid upload handler.",
  ],
  "create-omits-error-attribute": [
    attributes,
    "success,error,UploadHandler,ChunkSize",
    "success,UploadHandler,ChunkSize",
  ],
  "create-omits-chunk-size": [
    attributes,
    "success,error,UploadHandler,ChunkSize",
    "success,error,UploadHandler",
  ],
  "create-fails-without-error-text": [
    verdict({ authenticationTicket: "" }),
    "false: [900] Authentication failed",
    "false",
  ],
  "create-repeats-handler": [
    async (session) => {
      const ids = [await session.create(), await session.create()];
      return new Set(ids).size.toString();
    },
    "2",
    "1",
  ],
  "create-handler-is-no-guid": [
    async (session) => {
      const id = hideGuids(await session.create());
      return id === "GUID" ? id : "no GUID";
    },
    "GUID",
    "no GUID",
  ],
  "create-answers-size-with-unit": [size(0), "1048576", "1048576 bytes"],
  "create-answers-asked-size": [size(262_143), "262144", "262143"],
  "create-ignores-asked-size": [size(300_000), "300000", "1048576"],
  "clamp-rounds-down": [size(300_001), "300001", "299008"],
  "clamp-minimum-off-by-one": [size(262_143), "262144", "262143"],
  "clamp-minimum-missing": [size(1000), "262144", "1000"],
  "clamp-maximum-off-by-one": [size(33_554_433), "33554432", "33554433"],
  "clamp-maximum-missing": [size(2_147_483_647), "33554432", "2147483647"],
  "clamp-is-refused": [size(1000), "262144", "false: The chunk size is out of range."],
  "clamp-is-announced": [
    verdict({ PreferedChunkSize: 1000 }),
    "true",
    "true: The chunk size was adjusted.",
  ],
  "default-size-below-minimum": [size(0), "1048576", "131072"],
  "zero-size-is-refused": [size(0), "1048576", "false: Invalid chunk size."],
  "negative-size-gets-default": [size(-1), "262144", "1048576"],
  "negative-size-loses-sign": [size(-300_000), "262144", "300000"],
  "create-accepts-missing-size": [
    async (session) => say(await call(session, {})),
    "false: Missing parameter: PreferedChunkSize.",
    "true",
  ],
  "create-reads-text-as-size": [
    size("300000x"),
    "false: PreferedChunkSize is not of type int: 300000x",
    "300000",
  ],
  "create-ignores-ticket": [verdict({ authenticationTicket: NEVER_ISSUED }), EXPIRED, "true"],
  "create-refusal-carries-handler": [
    async (session) => {
      const answer = await call(session, {
        authenticationTicket: NEVER_ISSUED,
        PreferedChunkSize: 0,
      });
      const id = answer.attributes["UploadHandler"];
      return `${say(answer)}, ${id ? say(await session.chunk(id, "a")) : "no handler"}`;
    },
    `${EXPIRED}, no handler`,
    `${EXPIRED}, true`,
  ],
  "create-swaps-ticket-errors": [
    async (session) =>
      `${await verdict({ authenticationTicket: "x" })(session)} ${await verdict({ authenticationTicket: NEVER_ISSUED })(session)}`,
    `${FAILED} ${EXPIRED}`,
    `${EXPIRED} ${FAILED}`,
  ],
  "create-refuses-second-user": [
    async (session) => hideGuids(await session.create(session.bob)),
    "GUID",
    "false: Access denied.",
  ],
  "default-size-varies": [
    async (session) => {
      const sizes = [await size(0)(session), await size(0)(session)];
      return new Set(sizes).size.toString();
    },
    "1",
    "2",
  ],
};
