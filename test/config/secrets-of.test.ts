import { expect, test } from "vitest";
import { secretsOf } from "../../src/config/targets/secrets-of.ts";
import { BUILT_IN } from "../specs/built-in-specs.ts";
import { readTargets } from "./read-targets.ts";
import { acme, withFiles } from "./with-files.ts";

test("every password, ticket and key of a target has a label", () => {
  const s3 = { endpoint: "http://s3", bucket: "b", keyTemplate: "{upload_id}" };
  const text = acme({
    services: {
      inforouter: {
        baseUrl: "http://h/srv.asmx",
        users: { owner: { uid: "alice", pwd: "p-owner" }, stranger: { ticket: "t-stranger" } },
        expiredTicket: "t-expired",
      },
      apidatatools: {
        baseUrl: "http://h",
        keys: { owner: "k-owner", stranger: "k-stranger" },
        probes: { s3: { ...s3, accessKeyId: "s3-key", secretAccessKey: "s3-secret" } },
      },
    },
  });
  withFiles({ "targets.json": text }, (cwd) => {
    expect(secretsOf(readTargets(cwd).get("acme"), BUILT_IN.services)).toEqual([
      { label: "password:owner", value: "p-owner" },
      { label: "ticket:stranger", value: "t-stranger" },
      { label: "ticket:expired", value: "t-expired" },
      { label: "key:owner", value: "k-owner" },
      { label: "key:stranger", value: "k-stranger" },
      { label: "key:s3", value: "s3-key" },
      { label: "secret:s3", value: "s3-secret" },
    ]);
  });
});

test("what is not there, or empty, is no secret", () => {
  withFiles({ "targets.json": acme({ embedded: true }) }, (cwd) => {
    expect(secretsOf(readTargets(cwd).get("acme"), BUILT_IN.services)).toEqual([]);
  });
});
