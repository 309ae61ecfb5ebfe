import { expect, test } from "vitest";
import { checkBaseUrl } from "../../src/config/targets/check-base-url.ts";
import { BUILT_IN } from "../specs/built-in-specs.ts";

const OPERATIONS = Object.values(BUILT_IN.operations).flatMap((one) => Object.values(one));
const EXAMPLE = "write it like http://127.0.0.1:8080/path";

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
  expect(checkBaseUrl(url, OPERATIONS)).toEqual({ message, hint });
});

test("a password in the URL is refused and not repeated", () => {
  const fault = checkBaseUrl("http://alice:hunter2@h/srv.asmx", OPERATIONS);
  expect(fault?.message).toBe("must not hold a user name or password");
  expect(JSON.stringify(fault)).not.toContain("hunter2");
});

test.each([
  "http://127.0.0.1:18080/srv.asmx",
  "http://127.0.0.1:18080/srv.asmx/",
  "https://host/InfoRouter/srv.asmx",
  "https://gateway.example/uploads/v2",
  "http://[::1]:80",
  // A host of a network of containers.
  "http://ServerInfo",
])("%s can be used", (url) => {
  expect(checkBaseUrl(url, OPERATIONS)).toBeUndefined();
});
