import { expect, onTestFinished, test } from "vitest";
import { startReferenceServer } from "../../reference/server.ts";
import { assay, emptyFolder } from "./assay.ts";

test("init, with nothing but the passwords set, is enough for check and run", async () => {
  const server = await startReferenceServer({});
  onTestFinished(() => server.close());
  const { owner, stranger } = server.inforouter.users;
  const cwd = await emptyFolder();
  const env = {
    MINE_URL: server.inforouter.baseUrl,
    MINE_UPLOADS_URL: server.apidatatools.baseUrl,
    MINE_TUS_URL: server.tus.baseUrl,
    MINE_OWNER: owner.uid,
    MINE_OWNER_PASSWORD: owner.pwd,
    MINE_STRANGER: stranger.uid,
    MINE_STRANGER_PASSWORD: stranger.pwd,
  };
  expect(await assay(["init"], { cwd })).toMatchObject({ code: 0 });

  const checked = await assay(["check", "--target", "mine"], { cwd, env });
  expect(checked).toMatchObject({ code: 0, stderr: "" });
  expect(checked.stdout).toContain("apidatatools: no owner (keys.owner)");

  const filter = ["--operation", "DeleteUpload,DeleteUploadHandler", "--runs", "2", "--seed", "1"];
  const ran = await assay(["run", "--target", "mine", ...filter], { cwd, env });
  expect(ran).toMatchObject({ code: 0 });
  expect(ran.stdout).toContain("✔ mine conforms");
});
