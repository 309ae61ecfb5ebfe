import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
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
  const services = "inforouter,apidatatools,tus";
  expect(await assay(["init", "--service", services], { cwd })).toMatchObject({ code: 0 });

  const checked = await assay(["check", "--target", "mine"], { cwd, env });
  expect(checked).toMatchObject({ code: 0, stderr: "" });
  expect(checked.stdout).toContain("apidatatools: no owner (keys.owner)");

  const filter = ["--operation", "DeleteUpload,DeleteUploadHandler", "--runs", "2", "--seed", "1"];
  const ran = await assay(["run", "--target", "mine", ...filter], { cwd, env });
  expect(ran).toMatchObject({ code: 0 });
  expect(ran.stdout).toContain("✔ mine conforms");
});

test("init with a service and its address, check and run lead to one's own server", async () => {
  const server = await startReferenceServer({});
  onTestFinished(() => server.close());
  const cwd = await emptyFolder();
  const written = await assay(["init", "--service", "tus", "--url", server.tus.baseUrl], { cwd });
  expect(written).toMatchObject({ code: 0, stderr: "" });
  expect(written.stdout).toContain("for .gitignore: .assay/ assay-report/ .env");
  const checked = await assay(["check"], { cwd });
  expect(checked).toMatchObject({ code: 0, stderr: "" });
  expect(checked.stdout).toMatch(/^what assay run judges: mine\nmine\n/);
  const ran = await assay(["run", "-r", "tus.delete.success", "-s", "1", "-q"], { cwd });
  expect(ran.stdout).toMatch(/^✔ mine conforms/);
});

test("init without a service says which one it takes and how to choose", async () => {
  const cwd = await emptyFolder();
  await writeFile(join(cwd, ".gitignore"), "node_modules\n/.assay\nassay-report\n.env\n");
  const { code, stdout } = await assay(["init"], { cwd });
  expect(code).toBe(0);
  expect(stdout).toContain("its target mine offers inforouter; apidatatools, tus: as comments");
  expect(stdout).not.toContain(".gitignore");
});

test.each([
  [["--url", "http://127.0.0.1:1"], /--service says of which/],
  [["--service", "tus,inforouter", "--url", "http://127.0.0.1:1"], /--service says of which/],
  [["--service", "tus", "--url", "127.0.0.1:1"], /not an http or https URL/],
  [["--service", "tuss"], /did you mean "tus"/],
])("init %j is refused, and writes nothing", async (args, says) => {
  const cwd = await emptyFolder();
  const ended = await assay(["init", ...args], { cwd });
  expect(ended).toMatchObject({ code: 2, stdout: "" });
  expect(ended.stderr).toMatch(says);
  expect(await readdir(cwd)).toEqual([]);
});
