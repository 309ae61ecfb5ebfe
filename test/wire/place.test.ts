import { describe, expect, it } from "vitest";
import { placeOf } from "../../src/wire/encode/place.ts";

const BASE = "https://host:8443/api/v1/";

describe("an address that an answer gives", () => {
  it.each([
    ["https://host:8443/api/v1/files/1?a=b", "https://host:8443/api/v1/files/1?a=b", ""],
    ["HTTPS://HOST:8443/api/v1/x", "https://host:8443/api/v1/x", null],
    ["//host:8443/api/v1/x", "https://host:8443/api/v1/x", "https:"],
    ["/api/v1/x", "https://host:8443/api/v1/x", "https://host:8443"],
    ["/api/v1", "https://host:8443/api/v1", "https://host:8443"],
    ["x/%2F?q#f", "https://host:8443/api/v1/x/%2F?q", null],
    ["x/y", "https://host:8443/api/v1/x/y", "https://host:8443/api/v1/"],
    ["./a/../b", "https://host:8443/api/v1/b", null],
  ])("is read as clients read it: %s", (text, url, before) => {
    expect(placeOf(text, BASE)).toEqual({ url, before });
  });

  it.each([
    ["", "is empty"],
    ["http://", "is no URL: http://"],
    ["http://host:8443/api/v1/x", "leads to another origin than https://host:8443: "],
    ["https://host/api/v1/x", "leads to another origin"],
    ["https://host.evil:8443/api/v1", "leads to another origin"],
    ["//evil/api/v1/x", "leads to another origin"],
    ["\\\\evil\\api\\v1\\x", "leads to another origin"],
    ["https://host:8443@evil/api/v1", "leads to another origin"],
    ["file:///etc/passwd", "leads to another origin"],
    ["https://u:p@host:8443/api/v1/x", "holds a user name"],
    ["/api/v10/x", "leads out of the base URL https://host:8443/api/v1: /api/v10/x"],
    ["/x", "leads out of the base URL"],
    ["../v2/x", "leads out of the base URL"],
    ["%2e%2e/v2", "leads out of the base URL"],
    ["x/..%2f..%2fv2", "leads out of the base URL"],
    ["x/..%5c..%5cv2", "leads out of the base URL"],
  ])("leads nowhere but below the base URL: %s", (text, refused) => {
    expect(placeOf(text, BASE)).toEqual({ refused: expect.stringContaining(refused) });
  });

  it("may be anywhere on a host that is the base URL", () => {
    expect(placeOf("/x", "http://h:1")).toEqual({ url: "http://h:1/x", before: "http://h:1" });
    expect(placeOf("http://h:1", "http://h:1/")).toEqual({ url: "http://h:1/", before: null });
  });
});
