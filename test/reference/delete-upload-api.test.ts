import { access } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { open, type Session } from "./support/session.ts";
import { createUpload, deleteUpload, list, postFile } from "./support/uploads.ts";

let session: Session;
beforeAll(async () => {
  session = await open();
});
afterAll(() => session.close());

const UNKNOWN = "upl_4c0a85f67aa74ecb95a9494a96e4a327";
const TOO_LARGE = Buffer.alloc(1_048_577);
const NOT_FOUND = [404, '{"error":"Upload not found"}'];

const remove = async (options: Parameters<typeof deleteUpload>[1]) => {
  const { status, text } = await deleteUpload(session, options);
  return [status, text];
};

describe("errors", () => {
  test.each([
    ["no headers", { key: null }, [401, '{"error":"Unauthorized"}']],
    ["no key", { key: null, id: UNKNOWN }, [401, '{"error":"Unauthorized"}']],
    ["an empty key", { key: "", id: UNKNOWN }, [401, '{"error":"Unauthorized"}']],
    ["a wrong key", { key: "wrong", id: UNKNOWN }, [401, '{"error":"Unauthorized"}']],
    ["no id", {}, [400, '{"error":"Missing Upload-Id header"}']],
    ["an empty id", { id: "" }, [400, '{"error":"Missing Upload-Id header"}']],
    ["an unknown id", { id: UNKNOWN }, NOT_FOUND],
    ["an odd id", { id: "../../etc/passwd" }, NOT_FOUND],
  ])("%s", async (_what, options, expected) => {
    expect(await remove(options)).toEqual(expected);
  });

  test("are JSON", async () => {
    const { headers } = await deleteUpload(session, { id: UNKNOWN });
    expect(headers["content-type"]).toBe("application/json");
  });

  test.each(["GET", "HEAD", "POST", "PUT", "PATCH", "OPTIONS"])(
    "%s does not delete",
    async (method) => {
      const { upload_id: id } = await createUpload(session);
      const headers = { "x-api-key": session.server.apidatatools.keys.owner, "x-upload-id": id };
      const answer = await session.client.api(method, "/delete-upload-api", headers);
      expect([answer.status, answer.headers["allow"]]).toEqual([405, "DELETE"]);
      expect((await list(session)).map(({ upload_id }) => upload_id)).toContain(id);
    },
  );

  test.each(["", "{", "[]", "{}", '{"filename":""}', '{"filename":1}', "null"])(
    "creating from %j is 400",
    async (body) => {
      const headers = { "x-api-key": session.server.apidatatools.keys.owner };
      expect((await session.client.api("POST", "/upload-api", headers, body)).status).toBe(400);
    },
  );

  test("the siblings want a key", async () => {
    for (const [method, path] of [
      ["POST", "/upload-api"],
      ["GET", "/list-uploads-api"],
    ] as const) {
      expect((await session.client.api(method, path)).status).toBe(401);
    }
  });

  test("another path is 404", async () => {
    expect((await session.client.api("GET", "/nothing")).status).toBe(404);
  });
});

describe("a delete", () => {
  test("names the id, succeeds once, and takes only that upload", async () => {
    const [one, other] = [await createUpload(session), await createUpload(session)];
    expect(one.upload_id).toMatch(/^upl_[0-9a-f]{32}$/);
    expect(await remove({ id: one.upload_id })).toEqual([
      200,
      `{"message":"Upload ${one.upload_id} deleted successfully"}`,
    ]);
    expect(await remove({ id: one.upload_id })).toEqual(NOT_FOUND);
    expect(await remove({ id: one.upload_id })).toEqual(NOT_FOUND);
    const ids = (await list(session)).map(({ upload_id }) => upload_id);
    expect([ids.includes(one.upload_id), ids.includes(other.upload_id)]).toEqual([false, true]);
  });

  test("of another user's upload is as of an unknown one, and it stays", async () => {
    const { upload_id: id } = await createUpload(session);
    const { stranger } = session.server.apidatatools.keys;
    expect(await remove({ id, key: stranger })).toEqual(NOT_FOUND);
    expect((await remove({ id }))[0]).toBe(200);
  });

  test("of uploads in any state succeeds, and the file goes with the record", async () => {
    const [pending, completed, failed] = [
      await createUpload(session),
      await createUpload(session),
      await createUpload(session),
    ];
    expect((await postFile(session, completed, Buffer.from("data"))).status).toBe(200);
    expect((await postFile(session, failed, TOO_LARGE)).status).toBe(400);
    const listed = new Map((await list(session)).map((upload) => [upload.upload_id, upload]));
    const states = [pending, completed, failed].map(({ upload_id }) => listed.get(upload_id));
    expect(states.map((upload) => upload?.status)).toEqual(["pending", "completed", "failed"]);
    expect(states[1]).toMatchObject({ filename: "data.json", file_size: 4, user_id: "usr_owner" });
    const { objectDir } = session.server.apidatatools.probes;
    const file = join(objectDir ?? "", states[1]?.s3_key ?? "");
    await access(file);
    for (const { upload_id: id } of [pending, completed, failed]) {
      expect((await remove({ id }))[0]).toBe(200);
    }
    await expect(access(file)).rejects.toMatchObject({ code: "ENOENT" });
  });

  test("of one upload at the same time succeeds once", async () => {
    const created = await createUpload(session);
    await postFile(session, created, Buffer.from("data"));
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => remove({ id: created.upload_id })),
    );
    expect(answers.filter(([status]) => status === 200)).toHaveLength(1);
    expect(answers.filter(([status]) => status === 404)).toHaveLength(19);
  });

  test("wins over a file that comes later", async () => {
    const created = await createUpload(session);
    await remove({ id: created.upload_id });
    expect((await postFile(session, created, Buffer.from("late"))).status).toBe(403);
  });
});

test("a list shows the caller's own uploads only", async () => {
  const { stranger } = session.server.apidatatools.keys;
  const { upload_id: mine } = await createUpload(session);
  const { upload_id: theirs } = await createUpload(session, stranger);
  expect((await list(session)).map(({ upload_id }) => upload_id)).not.toContain(theirs);
  const listed = (await list(session, stranger)).map(({ upload_id }) => upload_id);
  expect([listed.includes(theirs), listed.includes(mine)]).toEqual([true, false]);
});

test("an upload expires after a week", async () => {
  const { upload_id: id } = await createUpload(session);
  session.wait(7 * 24 * 60 * 60 * 1000);
  expect(await remove({ id })).toEqual(NOT_FOUND);
  expect((await list(session)).map(({ upload_id }) => upload_id)).not.toContain(id);
});
