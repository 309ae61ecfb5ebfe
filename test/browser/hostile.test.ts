import { randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { renderHtml } from "../../reporters/html/render-html.ts";
import { HOSTILE, hostileReport } from "../reporters/fixtures/hostile.ts";
import { startChromium } from "./chromium.ts";
import { realReport } from "./real-report.ts";
import { watchedPage } from "./watched-page.ts";

/** Every way into markup, script, attribute, style and data that a page may have. */
const ATTACKS = [
  "<script>alert(1)</script>",
  "</script><script>alert(1)</script>",
  "<!--<script>",
  '"><img src=x onerror=alert(1)>',
  "'><svg onload=alert(1)>",
  "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
  "<style>*{display:none}</style>",
  "<base href='http://evil.example/'>",
  "<meta http-equiv=refresh content='0;url=http://evil.example/'>",
  "javascript:alert(1)",
  "</pre></code></details></main>",
  "\u2028alert(1)//",
].join(" ");

const EVIL = `${ATTACKS} ${HOSTILE}`;

let browser: Browser;
let server: Server;

beforeAll(async () => {
  browser = await startChromium();
  server = createServer((request, response) => {
    const headers = { "content-type": "text/xml", "x-evil": ATTACKS.replaceAll("\u2028", "") };
    response.writeHead(200, headers).end(`<response ${answerTo(request.url ?? "")}/>`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});

afterAll(async () => {
  await browser?.close();
  server?.closeAllConnections();
  await new Promise((resolve) => server?.close(resolve));
});

const TICKET = "0b7f1c1e-5a0c-4d5e-9c1a-3f6c2b8e4d11";
const GUID = /UploadHandler=[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

/** Lets in, creates and deletes as documented, and has markup in every header and every error. */
function answerTo(url: string): string {
  const valid = url.includes(TICKET) && GUID.test(url);
  if (url.includes("AuthenticateUser")) return `success="true" error="" ticket="${TICKET}"`;
  if (url.includes("CreateUploadHandler") && url.includes(TICKET)) {
    return `success="true" error="" UploadHandler="${randomUUID()}" ChunkSize="262144"`;
  }
  if (url.includes("DeleteUploadHandler") && valid) return 'success="true" error=""';
  const escaped = ATTACKS.replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll('"', "&quot;");
  return `success="false" error="[901] ${escaped}"`;
}

/** Opens everything that can be opened, as a reader would in the end. */
async function openEverything(html: string) {
  const watched = await watchedPage(browser, html, { colorScheme: "light" });
  await watched.page.evaluate(() => {
    dispatchEvent(new Event("beforeprint"));
    for (const details of document.querySelectorAll("details")) details.open = true;
  });
  await watched.page.waitForTimeout(300);
  return watched;
}

describe("what a server says is only ever shown", () => {
  it.each([
    ["what the server says", hostileReport(EVIL, "plain")],
    ["every string, those of the targets file too", hostileReport(EVIL)],
  ])(
    "though markup is %s, nothing is executed, loaded, or part of the page",
    async (_what, report) => {
      const { page, complaints, requests, executed } = await openEverything(renderHtml(report));
      expect({ complaints, requests, executed }).toEqual({
        complaints: [],
        requests: [],
        executed: [],
      });
      const foreign =
        "img, iframe, base, object, embed, meta[http-equiv=refresh], [onerror], [onload]";
      expect(await page.locator(foreign).count()).toBe(0);
      expect(await page.locator("script:not([type])").count()).toBe(1);
      expect(await page.locator("style").count()).toBe(1);
      expect(await page.locator("a[href^='javascript:' i]").count()).toBe(0);
      expect(await page.locator(".failure-body").count()).toBeGreaterThan(2);
      const text = (await page.locator("main").textContent()) ?? "";
      expect(text).toContain("<script>alert(1)</script>");
      expect(text).toContain("\\u202e");
      expect(text.replace(/[\n\t]/g, "")).not.toMatch(/[\p{Cc}\p{Bidi_Control}\u200b\u2028]/u);
    },
  );

  it("a run against a server that answers with markup everywhere gives a page that executes nothing", async () => {
    const { port } = server.address() as AddressInfo;
    const target = {
      services: {
        inforouter: {
          baseUrl: `http://127.0.0.1:${port}/srv.asmx`,
          bindings: ["get"],
          users: {
            owner: { uid: "alice", pwd: "p-alice" },
            stranger: { uid: "bob", pwd: "p-bob" },
          },
        },
      },
    };
    const { html, report } = await realReport({ evil: target }, [
      "--operation",
      "DeleteUploadHandler",
      "--runs",
      "3",
    ]);
    const failed = report.targets.flatMap(({ rules }) =>
      rules.filter(({ failures }) => failures.length > 0),
    );
    expect(failed.length).toBeGreaterThan(0);
    expect(JSON.stringify(failed)).toContain("onerror=alert(1)");
    const { page, complaints, requests, executed } = await openEverything(html);
    expect({ complaints, requests, executed }).toEqual({
      complaints: [],
      requests: [],
      executed: [],
    });
    expect(await page.locator("img, iframe, svg[onload]").count()).toBe(0);
    expect(await page.locator(".failure-body").first().textContent()).toContain("onerror=alert(1)");
  });
});
