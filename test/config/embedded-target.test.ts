import { expect, test } from "vitest";
import { embeddedTarget } from "../../src/config/targets/embedded-target.ts";
import { BUILT_IN } from "../specs/built-in-specs.ts";
import { readTargets } from "./read-targets.ts";
import { acme, withFiles } from "./with-files.ts";

const SERVER = {
  inforouter: {
    baseUrl: "http://127.0.0.1:1/srv.asmx",
    users: { owner: { uid: "a", pwd: "1" }, stranger: { uid: "b", pwd: "2" } },
    expiredTicket: "0e1f2a3b-0000-4000-8000-000000000003",
    documents: { readable: "/Library/sample.bin" },
    folders: { writable: "/Library/inbox" },
    probes: { stagingDir: "/tmp/staging" },
  },
  apidatatools: {
    baseUrl: "http://127.0.0.1:1",
    keys: { owner: "k1", stranger: "k2" },
    createUpload: { method: "POST", path: "/upload-api", id: "/upload_id" },
    listUploads: { method: "GET", path: "/list-uploads-api", ids: "/uploads/*/upload_id" },
    probes: {},
  },
};

test("an embedded target takes its services from the server and keeps the rest of its entry", () => {
  const text = acme({ embedded: { faults: ["x"] }, limits: { concurrency: 2 }, safety: "full" });
  withFiles({ "targets.json": text }, (cwd) => {
    const declared = readTargets(cwd).get("acme");
    expect(declared.services).toEqual({});
    expect(embeddedTarget(declared, SERVER, BUILT_IN.services)).toMatchObject({
      name: "acme",
      embedded: { faults: ["x"] },
      limits: { concurrency: 2 },
      safety: "full",
      services: {
        inforouter: { ...SERVER.inforouter, bindings: ["get", "post", "soap11"] },
        apidatatools: { ...SERVER.apidatatools, operations: { absent: [] } },
      },
    });
  });
});
