import { expect, test } from "vitest";
import { baseUrlHints } from "../../src/config/targets/base-url-hints.ts";
import { checkBaseUrl } from "../../src/config/targets/check-base-url.ts";
import { loadTargets } from "../../src/config/targets/load-targets.ts";
import { acmeInfoRouter, withFiles } from "./with-files.ts";

const EXAMPLE = "write it like http://127.0.0.1:8080/srv.asmx";

test.each([
  ["", "is empty", EXAMPLE],
  [
    "localhost:8080/srv.asmx",
    "needs http:// or https:// at its beginning",
    "write http://localhost:8080/srv.asmx",
  ],
  ["//host/srv.asmx", "needs http:// or https:// at its beginning", EXAMPLE],
  ["http://", "is not a URL", EXAMPLE],
  ["http://a b/", "is not a URL", EXAMPLE],
  ["ftp://h/", "must be http or https, not ftp", EXAMPLE],
  [
    "http://h/srv.asmx?WSDL",
    "must end with its path",
    "?WSDL is the address of the description: write http://h/srv.asmx",
  ],
  ["http://h/srv.asmx?", "must end with its path", "no ? and no #: write http://h/srv.asmx"],
  ["http://h/srv.asmx#top", "must end with its path", "no ? and no #: write http://h/srv.asmx"],
  [
    "http://h/a/srv.asmx/ServerInfo",
    "must end before the name of an operation",
    "ServerInfo is added by the calls: write http://h/a/srv.asmx",
  ],
  [
    "https://h/delete-upload-api",
    "must end before the name of an operation",
    "delete-upload-api is added by the calls: write https://h",
  ],
])("%j %s", (url, message, hint) => {
  expect(checkBaseUrl(url)).toEqual({ message, hint });
});

test("a password in the URL is refused and not repeated", () => {
  const fault = checkBaseUrl("http://alice:hunter2@h/srv.asmx");
  expect(fault?.message).toBe("must not hold a user name or password");
  expect(JSON.stringify(fault)).not.toContain("hunter2");
});

test.each([
  "http://127.0.0.1:18080/srv.asmx",
  "http://127.0.0.1:18080/srv.asmx/",
  "https://host/InfoRouter/srv.asmx",
  "https://gateway.example/uploads/v2",
  "http://[::1]:80",
])("%s can be used", (url) => {
  expect(checkBaseUrl(url)).toBeUndefined();
});

test("a gateway elsewhere is only worth a hint", () => {
  const hintsFor = (baseUrl: string) =>
    withFiles({ "targets.json": acmeInfoRouter({ baseUrl }) }, (cwd) =>
      baseUrlHints(loadTargets({ cwd, env: {} }).get("acme")),
    );
  expect(hintsFor("http://h/api/")).toEqual([
    "the base URL of inforouter does not end in /srv.asmx, as infoRouter's does: http://h/api/srv.asmx?",
  ]);
  expect(hintsFor("http://h/srv.asmx/")).toEqual([]);
});
