import { describe, expect, it } from "vitest";
import { proxyFor, proxySettings } from "../../src/config/targets/proxy-settings.ts";

const PROXY = "http://proxy.example:3128";

describe("the proxy of an origin", () => {
  it.each<
    readonly [what: string, env: Record<string, string>, origin: string, proxy: string | undefined]
  >([
    ["none is asked for", {}, "http://a.example", undefined],
    ["for http", { HTTP_PROXY: PROXY }, "http://a.example", PROXY],
    [
      "for http, in small letters",
      { http_proxy: PROXY, HTTP_PROXY: "http://no" },
      "http://a.example",
      PROXY,
    ],
    ["https takes that of http", { HTTP_PROXY: PROXY }, "https://a.example", PROXY],
    [
      "https has its own",
      { HTTP_PROXY: "http://no", HTTPS_PROXY: PROXY },
      "https://a.example",
      PROXY,
    ],
    ["http does not take that of https", { HTTPS_PROXY: PROXY }, "http://a.example", undefined],
    ["without a scheme", { HTTP_PROXY: "proxy.example:3128" }, "http://a.example", PROXY],
    ["an empty one is none", { HTTP_PROXY: "" }, "http://a.example", undefined],
    ["never for this machine", { HTTP_PROXY: PROXY }, "http://127.0.0.1:8080", undefined],
    ["nor by its name", { HTTPS_PROXY: PROXY }, "https://localhost", undefined],
    ["nor by its sixth address", { HTTP_PROXY: PROXY }, "http://[::1]:80", undefined],
    [
      "not for what is excepted",
      { HTTP_PROXY: PROXY, NO_PROXY: "b.example, a.example" },
      "http://a.example",
      undefined,
    ],
    [
      "nor what is below it",
      { HTTP_PROXY: PROXY, no_proxy: ".example" },
      "http://a.example",
      undefined,
    ],
    [
      "nor below a star",
      { HTTP_PROXY: PROXY, no_proxy: "*.example" },
      "http://a.example",
      undefined,
    ],
    [
      "but what only ends so",
      { HTTP_PROXY: PROXY, no_proxy: "example" },
      "http://anexample",
      PROXY,
    ],
    [
      "by its port",
      { HTTP_PROXY: PROXY, no_proxy: "a.example:8080" },
      "http://a.example:8080",
      undefined,
    ],
    [
      "by its usual port",
      { HTTP_PROXY: PROXY, no_proxy: "a.example:80" },
      "http://a.example",
      undefined,
    ],
    [
      "but another port",
      { HTTP_PROXY: PROXY, no_proxy: "a.example:8080" },
      "http://a.example",
      PROXY,
    ],
    ["nothing at all", { HTTP_PROXY: PROXY, NO_PROXY: "*" }, "http://a.example", undefined],
  ])("%s", (_, env, origin, proxy) => {
    expect(proxyFor(origin, proxySettings(env, undefined))).toBe(proxy);
  });

  it("is asked about this machine where the target says so, and about nothing where it says that", () => {
    const env = { HTTP_PROXY: PROXY };
    expect(proxyFor("http://127.0.0.1:1", proxySettings(env, true))).toBe(PROXY);
    expect(proxyFor("http://a.example", proxySettings(env, false))).toBeUndefined();
  });
});
