// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of targets.json look like this
import { expect, test } from "vitest";
import { printedFailure } from "../schema/printed.ts";
import { readTargets } from "./read-targets.ts";
import { acme, acmeInfoRouter, withFiles } from "./with-files.ts";

const ENV = { ZERO: "0", WORD: "eight", SAFETY: "sandbx", ALICE_PASSWORD: "x" };

const printed = (text: string) =>
  withFiles({ "targets.json": text }, (cwd) =>
    printedFailure(() => readTargets(cwd, { env: ENV }).select(["all"])),
  );

const api = (fields: object) =>
  acme({ services: { apidatatools: { baseUrl: "http://h", ...fields } } });

test.each<[string, string, readonly string[]]>([
  ["no targets", "{}", ['1:1: "targets" is missing in the file']],
  [
    "an empty list of them",
    '{"targets": {}}',
    ['1:13: "targets" needs 1 key or more; found an empty object'],
  ],
  [
    "a target called all",
    '{"targets": {"all": {"embedded": true}}}',
    [
      '1:14: the key "all" cannot name a target: use letters, digits, ".", "_" and "-"; "all" stands for every target',
    ],
  ],
  [
    "a target without anything",
    acme({}),
    [
      '3:13: "acme" must be an object with "embedded" or an object with "services"; found an empty object',
    ],
  ],
  [
    "a target that is not embedded",
    acme({ embedded: false }),
    ['4:19: "embedded" must be true; found false'],
  ],
  [
    "an embedded target with services",
    acme({
      embedded: true,
      services: { inforouter: { baseUrl: "http://h" } },
      launch: { command: "x" },
    }),
    [
      '5:7: "services" cannot stand in a target that is embedded',
      '10:7: "launch" cannot stand in a target that is embedded',
    ],
  ],
  [
    "no service",
    acme({ services: {} }),
    ['4:19: "services" needs 1 key or more; found an empty object'],
  ],
  [
    "a misspelt service",
    acme({ services: { infoRouter: { baseUrl: "http://h" } } }),
    [
      '5:9: unknown key "infoRouter"\n  did you mean "inforouter"? Known here: apidatatools, inforouter, tus',
    ],
  ],
  [
    "a service without address",
    acme({ services: { inforouter: {} } }),
    ['5:9: "baseUrl" is missing in "inforouter"'],
  ],
  [
    "an unknown binding",
    acmeInfoRouter({ bindings: ["get", "soap"] }),
    [
      '9:13: "bindings[1]" must be one of "get", "post" or "soap11"; found "soap"\n  did you mean "soap11"?',
    ],
  ],
  [
    "half a user",
    acmeInfoRouter({ users: { owner: { uid: "x" } } }),
    ['8:13: "pwd" is missing in "owner"'],
  ],
  [
    "a user by name and ticket",
    acmeInfoRouter({ users: { owner: { ticket: "s3cr3t", uid: "x" } } }),
    ['10:15: "uid" cannot be combined with "ticket"'],
  ],
  [
    "a user without anything",
    acmeInfoRouter({ users: { owner: {} } }),
    [
      '8:22: "owner" must be an object with "uid" and "pwd" or an object with "ticket"; found an empty object',
    ],
  ],
  [
    "a stranger who is the owner",
    acmeInfoRouter({ users: { owner: { uid: "x", pwd: "" }, stranger: { uid: "X", pwd: "" } } }),
    [
      '12:25: target "acme", services.inforouter.users.stranger is the same user as the owner\n  name another user, or leave the stranger out',
    ],
  ],
  [
    "a base URL with ?WSDL",
    acmeInfoRouter({ baseUrl: "http://h/srv.asmx?WSDL" }),
    [
      '6:22: target "acme", services.inforouter.baseUrl must end with its path\n  ?WSDL is the address of the description: write http://h/srv.asmx',
    ],
  ],
  [
    "a variable that is not set",
    acmeInfoRouter({ users: { owner: { uid: "a", pwd: "${ALICE_PASWORD}" } } }),
    [
      '10:22: target "acme", services.inforouter.users.owner.pwd: the variable ALICE_PASWORD is not set\n  did you mean ALICE_PASSWORD? Set it in the environment or in .env, or give a default: ${ALICE_PASWORD:-...}',
    ],
  ],
  [
    "a variable that is none",
    acmeInfoRouter({ expiredTicket: "${my-ticket}" }),
    [
      '7:28: target "acme", services.inforouter.expiredTicket: "${" begins no variable here\n  write ${NAME} or ${NAME:-default}, or $${ for a literal ${',
    ],
  ],
  [
    "a duration as a text",
    acme({ embedded: true, limits: { timeoutMs: "10s" } }),
    [
      '6:22: "timeoutMs" must be a number of milliseconds or a variable such as "${NAME}"; found "10s"',
    ],
  ],
  [
    "a number in quotes",
    acme({ embedded: true, limits: { timeoutMs: "100" } }),
    [
      '6:22: "timeoutMs" must be a number of milliseconds or a variable such as "${NAME}"; found "100"\n  write it without quotes',
    ],
  ],
  [
    "a variable with a number out of range",
    acme({ embedded: true, limits: { concurrency: "${ZERO}" } }),
    ['6:24: "concurrency" must be 1 or more; found 0'],
  ],
  [
    "a variable with no number",
    acme({ embedded: true, limits: { concurrency: "${WORD}" } }),
    ['6:24: "concurrency" must be a whole number; found "eight"'],
  ],
  [
    "a variable with no choice",
    acme({ embedded: true, safety: "${SAFETY}" }),
    [
      '5:17: "safety" must be one of "read-only", "sandbox" or "full"; found "sandbx"\n  did you mean "sandbox"?',
    ],
  ],
  [
    "a misspelt way to create uploads",
    api({ createUpload: { methd: "POST", path: "/x", id: "/i" } }),
    ['8:13: unknown key "methd"\n  did you mean "method"? Known here: method, path, json, id'],
  ],
  [
    "a wrong way to create uploads",
    api({ createUpload: { method: "post", path: "x", id: "i" } }),
    [
      '8:23: "method" must be one of "GET", "POST", "PUT", "PATCH" or "DELETE"; found "post"\n  did you mean "POST"?',
      '9:21: "path" must be a path that begins with "/"; found "x"',
      '10:19: "id" must be a JSON pointer such as "/upload_id"; found "i"',
    ],
  ],
  [
    "half an S3 probe",
    api({
      probes: {
        s3: { endpoint: "http://s3", bucket: "b", keyTemplate: "k", accessKeyId: "s3cr3t" },
      },
    }),
    ['8:13: "secretAccessKey" is missing in "s3"'],
  ],
  [
    "launching by a list",
    acmeInfoRouter({}, { launch: { command: ["a"], ready: "h:1" } }),
    ['10:20: "command" must be a string; found a list'],
  ],
  [
    "a ready URL that is none",
    acmeInfoRouter({}, { launch: { command: "a", ready: "h:1" } }),
    [
      '11:18: target "acme", launch.ready is not an http or https URL\n  write it like http://127.0.0.1:8080/health',
    ],
  ],
])("%s: the error says where and what to do", (_, text, expected) => {
  const [, ...problems] = printed(text);
  expect(problems).toEqual(expected.map((problem) => `targets.json:${problem}`));
});

test("an operation that no rule file describes cannot be declared absent", () => {
  const services = {
    inforouter: {
      baseUrl: "http://h/srv.asmx",
      operations: { absent: ["LogOut", "UploadFileChunks", "DeleteUpload"] },
    },
    apidatatools: { baseUrl: "http://h", operations: { absent: ["DeleteUplaod", "Sing"] } },
  };
  const [, ...problems] = withFiles({ "targets.json": acme({ services }) }, (cwd) =>
    printedFailure(() => readTargets(cwd).select(["all"])),
  );
  const where = (service: string) => `target "acme", services.${service}.operations.absent`;
  expect(problems).toEqual([
    `targets.json:10:15: ${where("inforouter")}: inforouter has no operation "UploadFileChunks"\n  did you mean "UploadFileChunk"?`,
    `targets.json:11:15: ${where("inforouter")}: inforouter has no operation "DeleteUpload"\n  it is an operation of apidatatools`,
    `targets.json:19:15: ${where("apidatatools")}: apidatatools has no operation "DeleteUplaod"\n  did you mean "DeleteUpload"?`,
    `targets.json:20:15: ${where("apidatatools")}: apidatatools has no operation "Sing"\n  known: DeleteUpload, CreateUpload, SendUploadFile, SendTooLargeFile, ListUploads; operations of other rule files need --specs`,
  ]);
});

test("a certificate authority that cannot be read is named by its whole path", () => {
  const [, problem] = printed(acme({ embedded: true, tls: { ca: "nope.pem" } }));
  expect(problem).toMatch(
    /^targets\.json:6:15: target "acme", tls\.ca: cannot read \/.*\/nope\.pem\n/,
  );
});

test("two kinds of trouble in one file come together", () => {
  const text = acme({ embedded: true, limits: { concurency: 1 }, safty: "full" });
  expect(printed(text)).toHaveLength(3);
});

const SECRET = "s3cr3t";
test.each([
  acmeInfoRouter({ users: SECRET }),
  acmeInfoRouter({ users: { owner: SECRET } }),
  acmeInfoRouter({ users: { ownr: { uid: "a", pwd: SECRET } } }),
  acmeInfoRouter({ users: { owner: { uid: "a", pwd: [SECRET] } } }),
  acmeInfoRouter({ users: { owner: { uid: "a", ticket: SECRET } } }),
  acmeInfoRouter({ users: { owner: { uid: "a", pwd: `${SECRET}\${` } } }),
  acmeInfoRouter({ baseUrl: `http://a:${SECRET}@h/` }),
  acmeInfoRouter({ users: { owner: { ticket: SECRET }, stranger: { ticket: SECRET } } }),
  api({ keys: SECRET }),
  api({ keys: { owner: SECRET, stranger: SECRET } }),
  api({ probes: { s3: { secretAccessKey: SECRET } } }),
  acmeInfoRouter({}, { launch: { command: "x", env: SECRET } }),
])("no error repeats a secret: %#", (text) => {
  const failure = printed(text);
  expect(failure.length).toBeGreaterThan(1);
  expect(failure.join("\n")).not.toContain(SECRET);
});
