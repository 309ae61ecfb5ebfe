import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { ReferenceServer } from "../../reference/server.ts";
import type { Report } from "../../src/model/report.ts";
import { assay } from "./assay.ts";
import { servedTarget } from "./served-target.ts";

const ONE_EACH = { oneSessionPerUser: true };
const FILTER = ["--operation", "AuthenticateUser,CreateUploadHandler", "--runs", "1"];

test("check tells that a login ends the session before it, and only where it does", async () => {
  const { cwd } = await servedTarget(ONE_EACH);
  const told = await assay(["check"], { cwd });
  expect(told).toMatchObject({ code: 0 });
  expect(told.stdout).toMatch(/ok\s+sessions\s+a login ends .* give .* a "ticket" instead/);
  const usual = await assay(["check"], { cwd: (await servedTarget()).cwd });
  expect(usual.stdout).not.toContain("a login ends");
});

test("a server with one session for each user is blamed for nothing", async () => {
  const { cwd } = await servedTarget(ONE_EACH);
  const { code } = await assay(["run", ...FILTER], { cwd });
  expect([0, 3]).toContain(code);
  const report = JSON.parse(await readFile(join(cwd, "assay-report", "report.json"), "utf8"));
  const verdicts = (report as Report).targets.flatMap(({ rules }) =>
    rules.map((one) => one.verdict),
  );
  expect(verdicts).toContain("pass");
  expect(verdicts).not.toContain("fail");
});

test("given tickets, all that can be judged of it is judged", async () => {
  const { cwd, server } = await servedTarget(ONE_EACH);
  const file = join(cwd, "targets.json");
  const declared = JSON.parse(await readFile(file, "utf8"));
  const { owner, stranger } = server.inforouter.users;
  declared.targets.acme.services.inforouter.users = {
    owner: { ticket: await logIn(server, owner) },
    stranger: { ticket: await logIn(server, stranger) },
  };
  await writeFile(file, JSON.stringify(declared));
  expect(await assay(["run", ...FILTER], { cwd })).toMatchObject({ code: 0 });
});

async function logIn(
  { inforouter }: ReferenceServer,
  user: { readonly uid: string; readonly pwd: string },
): Promise<string> {
  const answer = await fetch(`${inforouter.baseUrl}/AuthenticateUser?${new URLSearchParams(user)}`);
  return /ticket="([^"]+)"/i.exec(await answer.text())?.[1] ?? "";
}
