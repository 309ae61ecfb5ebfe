import { setTimeout as delay } from "node:timers/promises";
import type { DELETE_UPLOAD_API_FAULTS } from "../../../reference/faults/delete-upload-api.ts";
import type { ApiAnswer } from "../support/client.ts";
import type { Session } from "../support/session.ts";
import {
  createUpload,
  type DeleteOptions,
  deleteUpload,
  list,
  postFile,
  readList,
} from "../support/uploads.ts";
import { type Row, untilSeen } from "./demonstration.ts";

const UNKNOWN = "upl_4c0a85f67aa74ecb95a9494a96e4a327";
const TOO_LARGE = Buffer.alloc(1_048_577);

const tell = ({ status, text }: ApiAnswer) => `${status} ${text.replace(/upl_[0-9a-f]+/, "ID")}`;

/** What a delete of no real upload says. */
const answer = (options: DeleteOptions) => async (session: Session) =>
  tell(await deleteUpload(session, { id: UNKNOWN, ...options }));

/** What a delete of an upload of one's own says. */
const deleteOwn = async (session: Session) => {
  const { upload_id: id } = await createUpload(session);
  return tell(await deleteUpload(session, { id }));
};

/** What a delete says to a key that is nearly the owner's. */
const spoiltKey = (spoil: (key: string) => string) => (session: Session) =>
  answer({ key: spoil(session.server.apidatatools.keys.owner) })(session);

const deleteForeign = async (session: Session) => {
  const { stranger } = session.server.apidatatools.keys;
  const { upload_id: id } = await createUpload(session);
  const answered = tell(await deleteUpload(session, { id, key: stranger }));
  return `${answered}, then ${(await deleteUpload(session, { id })).status}`;
};

/** Whether an upload of one's own is still listed after something was done. */
const listedAfter =
  (act: (session: Session, id: string) => Promise<unknown>) => async (session: Session) => {
    const { upload_id: id } = await createUpload(session);
    await act(session, id);
    const listed = (await list(session)).some(({ upload_id }) => upload_id === id);
    return listed ? "listed" : "gone";
  };

/** What a second delete of an upload says after a file was sent for that or for another. */
const fileAfterDelete = (forWhich: "deleted" | "other") => async (session: Session) => {
  const [one, two] = [await createUpload(session), await createUpload(session)];
  await deleteUpload(session, { id: one.upload_id });
  await postFile(session, forWhich === "deleted" ? one : two, Buffer.from("[]"));
  return String((await deleteUpload(session, { id: one.upload_id })).status);
};

const DELETED = '200 {"message":"Upload ID deleted successfully"}';
const NOT_FOUND = '404 {"error":"Upload not found"}';
const UNAUTHORIZED = '401 {"error":"Unauthorized"}';
const FORBIDDEN = '403 {"error":"Forbidden"}';
const MISSING_ID = '400 {"error":"Missing Upload-Id header"}';

export const DELETE_UPLOAD_API_ROWS: Readonly<
  Record<(typeof DELETE_UPLOAD_API_FAULTS)[number]["name"], Row>
> = {
  "delete-api-message-without-id": [
    deleteOwn,
    DELETED,
    '200 {"message":"Upload deleted successfully"}',
  ],
  "delete-api-answers-text": [deleteOwn, DELETED, "200 Upload ID deleted successfully"],
  "delete-api-answers-202": [deleteOwn, DELETED, DELETED.replace("200", "202")],
  "delete-api-missing-key-is-403": [answer({ key: null }), UNAUTHORIZED, FORBIDDEN],
  "delete-api-wrong-key-is-403": [answer({ key: "wrong" }), UNAUTHORIZED, FORBIDDEN],
  "delete-api-ignores-key": [answer({ key: "wrong" }), UNAUTHORIZED, NOT_FOUND],
  "delete-api-checks-upload-before-key": [answer({ key: "wrong" }), UNAUTHORIZED, NOT_FOUND],
  "delete-api-missing-id-is-404": [answer({ id: null }), MISSING_ID, NOT_FOUND],
  "delete-api-unknown-is-success": [answer({}), NOT_FOUND, DELETED],
  "delete-api-crashes-on-odd-id": [
    answer({ id: "odd" }),
    NOT_FOUND,
    '500 {"error":"Internal Server Error"}',
  ],
  "delete-api-foreign-is-403": [deleteForeign, `${NOT_FOUND}, then 200`, `${FORBIDDEN}, then 200`],
  "delete-api-deletes-foreign": [deleteForeign, `${NOT_FOUND}, then 200`, `${NOT_FOUND}, then 404`],
  "delete-api-repeat-succeeds": [
    async (session) => {
      const { upload_id: id } = await createUpload(session);
      await deleteUpload(session, { id });
      return tell(await deleteUpload(session, { id }));
    },
    NOT_FOUND,
    DELETED,
  ],
  "delete-api-keeps-record": [
    listedAfter((session, id) => deleteUpload(session, { id })),
    "gone",
    "listed",
  ],
  "delete-api-removes-all-of-user": [listedAfter(deleteOwn), "listed", "gone"],
  "delete-api-errors-are-text": [answer({}), NOT_FOUND, "404 Upload not found"],
  "delete-api-error-has-more-members": [
    answer({}),
    NOT_FOUND,
    '404 {"error":"Upload not found","code":404}',
  ],
  "delete-api-headers-case-sensitive": [
    async ({ client, server }) => {
      const headers = { "X-API-Key": server.apidatatools.keys.owner, "X-Upload-Id": UNKNOWN };
      return tell(await client.api("DELETE", "/delete-upload-api", headers));
    },
    NOT_FOUND,
    UNAUTHORIZED,
  ],
  "delete-api-get-deletes": [
    listedAfter(({ client, server }, id) => {
      const headers = { "x-api-key": server.apidatatools.keys.owner, "x-upload-id": id };
      return client.api("GET", "/delete-upload-api", headers);
    }),
    "listed",
    "gone",
  ],
  "delete-api-refuses-pending": [deleteOwn, DELETED, NOT_FOUND],
  "delete-api-refuses-completed": [
    async (session) => {
      const created = await createUpload(session);
      await postFile(session, created, Buffer.from("[]"));
      return tell(await deleteUpload(session, { id: created.upload_id }));
    },
    DELETED,
    NOT_FOUND,
  ],
  "delete-api-refuses-failed": [
    async (session) => {
      const created = await createUpload(session);
      await postFile(session, created, TOO_LARGE);
      return tell(await deleteUpload(session, { id: created.upload_id }));
    },
    DELETED,
    NOT_FOUND,
  ],
  "delete-api-concurrent-deletes-succeed": [
    async (session) => {
      const { upload_id: id } = await createUpload(session);
      const answers = await Promise.all([1, 2].map(() => deleteUpload(session, { id })));
      return answers
        .map(({ status }) => status)
        .sort()
        .join(", ");
    },
    "200, 404",
    "200, 200",
  ],
  "delete-api-fails-on-long-id": [
    async (session) =>
      String((await deleteUpload(session, { id: UNKNOWN.padEnd(65, "0") })).status),
    "404",
    "500",
  ],
  "delete-api-fails-on-quote": [
    async (session) => String((await deleteUpload(session, { id: `${UNKNOWN}'` })).status),
    "404",
    "500",
  ],
  "delete-api-takes-beginnings": [
    async (session) => {
      const { upload_id: id } = await createUpload(session);
      return tell(await deleteUpload(session, { id: id.slice(0, -1) }));
    },
    NOT_FOUND,
    DELETED,
  ],
  "delete-api-without-id-deletes-newest": [
    listedAfter((session) => deleteUpload(session, { id: null })),
    "listed",
    "gone",
  ],
  "api-key-may-be-longer": [spoiltKey((key) => `${key}x`), UNAUTHORIZED, NOT_FOUND],
  "api-key-may-have-prefix": [spoiltKey((key) => `x${key}`), UNAUTHORIZED, NOT_FOUND],
  "api-key-in-any-case": [spoiltKey((key) => key.toUpperCase()), UNAUTHORIZED, NOT_FOUND],
  "list-api-ignores-key": [
    async ({ client }) => String((await client.api("GET", "/list-uploads-api", {})).status),
    "401",
    "200",
  ],
  "create-api-ignores-key": [
    async ({ client }) => {
      const answer = await client.api("POST", "/upload-api", {}, '{"filename":"data.json"}');
      return String(answer.status);
    },
    "401",
    "200",
  ],
  "list-api-ignores-status": [
    async (session) => {
      const { upload_id: id } = await createUpload(session);
      const key = session.server.apidatatools.keys.owner;
      const headers = { "x-api-key": key, "x-upload-status": "completed" };
      const { text } = await session.client.api("GET", "/list-uploads-api", headers);
      return text.includes(id) ? "listed" : "left out";
    },
    "left out",
    "listed",
  ],
  "store-api-revives-deleted": [fileAfterDelete("deleted"), "404", "200"],
  "store-api-revives-last-deleted": [fileAfterDelete("other"), "404", "200"],
  "store-api-writes-record-back": [
    (session) =>
      untilSeen(async () => {
        const created = await createUpload(session);
        const stored = postFile(session, created, Buffer.from("[]"));
        await delay(2);
        await deleteUpload(session, { id: created.upload_id });
        await stored;
        return String((await deleteUpload(session, { id: created.upload_id })).status);
      }, "404"),
    "404",
    "200",
  ],
  "list-api-has-those-of-user-before": [
    async (session) => {
      await createUpload(session);
      await list(session);
      const { stranger } = session.server.apidatatools.keys;
      return (await list(session, stranger)).length > 0 ? "the owner's" : "none";
    },
    "none",
    "the owner's",
  ],
  "list-api-writes-quotes-plainly": [
    async (session) => {
      await createUpload(session, undefined, '"a".json');
      return readList(session);
    },
    "JSON",
    "no JSON",
  ],
};
