import { expect, test } from "vitest";
import type { Rule } from "../../../../src/model/rule.ts";
import type { ServiceTarget, Target } from "../../../../src/model/target.ts";
import { complaints } from "../../../properties/relation/judged.ts";
import { judgeWith, SPECS } from "../../../run/judge-with.ts";
import { withSettings } from "../../../run/open-reference.ts";
import { recorder } from "../../../wire/servers.ts";

const RULES: readonly Rule[] = SPECS.rules
  .filter(({ property }) => property?.startsWith("login-"))
  .map((rule) => ({ ...rule, bindings: ["post"] }));
const PASSWORD = "Right1";
const TICKET = "0a1b2c3d-0000-4000-8000-000000000001";

/** The target at another address, of an owner with that password. */
function moved(target: Target, baseUrl: string, pwd: string): Target {
  const users = { owner: { uid: "alice", pwd } };
  const { services, ...others } = withSettings(target, "inforouter", { baseUrl, users });
  return { ...others, services: { inforouter: services["inforouter"] as ServiceTarget } };
}

/** A server that takes no password any more once so many wrong ones came in a row. */
async function locking(most: number, isRight: (password: string) => boolean, pwd = PASSWORD) {
  let wrong = 0;
  const { baseUrl } = await recorder(({ url, body }) => {
    const headers = { "content-type": "text/xml" };
    const { pathname, search } = new URL(url, "http://localhost");
    const password = new URLSearchParams(search || body.toString()).get("PWD");
    if (!pathname.endsWith("AuthenticateUser") || password === null) {
      return { body: '<response success="true" error=""/>', headers };
    }
    const isTaken = wrong < most && isRight(password);
    wrong = isTaken ? 0 : wrong + 1;
    const said = isTaken
      ? `success="true" error="" ticket="${TICKET}"`
      : 'success="false" error="[900] Authentication failed"';
    return { body: `<response ${said}/>`, headers };
  });
  return judgeWith(RULES, {}, { change: (target) => moved(target, baseUrl, pwd) });
}

test("a server that locks an account after two wrong passwords in a row is not made to", async () => {
  const { verdicts } = await locking(2, (password) => password === PASSWORD);
  expect(complaints(verdicts)).toEqual([]);
});

test("a server that trims passwords does what is advised against, and nothing that is forbidden", async () => {
  const { verdicts } = await locking(2, (password) => password.trim() === PASSWORD);
  expect(verdicts.map(({ rule, verdict }) => [rule.split(".").at(-1), verdict])).toEqual([
    ["forgiven-password", "fail"],
    ["nearly-right-password", "pass"],
  ]);
});

test("a password without letters has no other letter case", async () => {
  const { verdicts } = await locking(2, (password) => password === "12345", "12345");
  expect(complaints(verdicts)).toEqual([]);
});
