import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { type ReferenceServer, startReferenceServer } from "../../reference/server.ts";
import { readWsdl } from "../../src/import/wsdl/read-wsdl.ts";
import { assay, emptyFolder } from "../cli/assay.ts";

async function served(): Promise<{ readonly server: ReferenceServer; readonly wsdl: string }> {
  const server = await startReferenceServer({});
  onTestFinished(() => server.close());
  const response = await fetch(`${server.inforouter.baseUrl}?WSDL`);
  return { server, wsdl: await response.text() };
}

function usersOf({ inforouter }: ReferenceServer): Readonly<Record<string, string>> {
  const { owner, stranger } = inforouter.users;
  return { MINE_OWNER_PASSWORD: owner.pwd, MINE_STRANGER_PASSWORD: stranger.pwd };
}

test("the WSDL of a server gives a targets file that check accepts", async () => {
  const { server, wsdl } = await served();
  const cwd = await emptyFolder();
  await writeFile(join(cwd, "service.wsdl"), wsdl);

  const imported = await assay(["import", "wsdl", "service.wsdl"], { cwd });
  expect(imported).toMatchObject({ code: 0, stderr: "" });
  expect(imported.stdout).toContain(`inforouter at ${server.inforouter.baseUrl}, over get, post`);
  expect(imported.stdout).toMatch(/offers {3}\d+ of \d+ documented operations: .*UploadFileChunk/);
  expect(imported.stdout).toContain("takes    MINE_OWNER, MINE_OWNER_PASSWORD");

  const checked = await assay(["check"], { cwd, env: usersOf(server) });
  expect(checked).toMatchObject({ code: 0, stderr: "" });
  const again = await assay(["import", "wsdl", "service.wsdl"], { cwd });
  expect(again).toMatchObject({ code: 2, stdout: "" });
  expect(again.stderr).toMatch(/targets\.json is there already\n {2}--force writes over it/);
  const forced = await assay(["import", "wsdl", "service.wsdl", "--force"], { cwd });
  expect(forced).toMatchObject({ code: 0, stderr: "" });
});

test("what a WSDL does not have is absent, and what nobody describes is told", async () => {
  const { server, wsdl } = await served();
  const cwd = await emptyFolder();
  const other = wsdl
    .replaceAll("UploadTiffAsPDFWithHandler", "RenewTicket")
    .replaceAll('name="PreferedChunkSize"', 'name="preferedChunkSize"')
    .replace(/(<soap:address location=")[^"]*/, "$1http://127.0.0.1:1/elsewhere.asmx");
  await writeFile(join(cwd, "service.wsdl"), other);
  const { baseUrl } = server.inforouter;
  const args = ["import", "wsdl", "service.wsdl", "-o", "servers/mine.json"];
  const imported = await assay([...args, "--url", baseUrl], { cwd });
  expect(imported).toMatchObject({ code: 0, stderr: "" });
  expect(imported.stdout).toContain("lacks    UploadTiffAsPDFWithHandler (operations.absent)");
  expect(imported.stdout).toContain("unknown  RenewTicket: no rule is about them");

  const written = await readFile(join(cwd, "servers", "mine.json"), "utf8");
  expect(written).toContain('"UploadTiffAsPDFWithHandler"');
  expect(written).toContain('"soapSpelling": "wsdl"');
  expect(written).toContain("// Two ordinary users.");
  // The server has it after all, and check says so: the file is read, and the server is asked.
  const check = ["check", "--targets", "servers/mine.json"];
  const checked = await assay(check, { cwd, env: usersOf(server) });
  expect(checked).toMatchObject({ code: 3, stderr: "" });
  expect(checked.stdout).toContain("UploadTiffAsPDFWithHandler");
});

test("a description of HTTP bindings says which there are, and one of SOAP 1.2 is none of SOAP 1.1", () => {
  const ports = (inside: string, address: string) =>
    `<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:h="http://schemas.xmlsoap.org/wsdl/http/" xmlns:s="http://schemas.xmlsoap.org/wsdl/soap12/">
      <portType name="p"><operation name="ServerInfo"/></portType>
      <binding name="b" type="p">${inside}</binding>
      <service name="v"><port name="q" binding="b">${address}</port></service></definitions>`;
  const get = readWsdl("a", ports('<h:binding verb="GET"/>', '<h:address location="http://a/"/>'));
  expect(get.ports).toEqual([{ address: "http://a/", over: "get" }]);
  const soap = readWsdl("a", ports("<s:binding/>", '<s:address location="http://a/"/>'));
  expect(soap.ports).toEqual([{ address: "http://a/", over: undefined }]);
});

const BOMB = `<?xml version="1.0"?>
<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>
<a>&b;</a>`;
const OTHER =
  '<definitions xmlns="http://schemas.xmlsoap.org/wsdl/"><portType name="p"><operation name="Add"/></portType></definitions>';

describe("what is no WSDL is refused with its place and what to do", () => {
  test.each([
    ["an entity bomb", BOMB, /a\.wsdl:2:1: the file holds a document type declaration\n {2}fetch/],
    ["a truncated file", OTHER.slice(0, -20), /a\.wsdl:1:\d+: the file is not well-formed XML/],
    ["a web page", "<html><body>Login</body></html>", /a\.wsdl:1: this is not a WSDL: .*<html>/],
    ["no XML", '{"openapi": "3.0.0"}', /a\.wsdl:1:\d+: the file is not well-formed XML/],
    ["an empty file", "", /a\.wsdl:1:1: the file is not well-formed XML: document must/],
    ["WSDL 2.0", '<description xmlns="http://www.w3.org/ns/wsdl"/>', /this is WSDL 2\.0/],
    ["another service", OTHER, /none of its 1 operations is one of .*inforouter.*: Add\n.*--specs/],
    ["no operation", OTHER.replace(/<portType.*portType>/, ""), /describes no operation/],
    ["no address", OTHER.replace("Add", "ServerInfo"), /says no address.*\n.*--url/],
    ["bytes", "\u0000\u0001", /a\.wsdl:1:\d+: the file is not well-formed XML/],
  ])("%s", async (_, text, says) => {
    const cwd = await emptyFolder();
    await writeFile(join(cwd, "a.wsdl"), text);
    const { code, stdout, stderr } = await assay(["import", "wsdl", "a.wsdl"], { cwd });
    expect(stderr).toMatch(says);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });

  test("a file that is not there, and an option of another kind", async () => {
    const cwd = await emptyFolder();
    const missing = await assay(["import", "wsdl", "nowhere.wsdl"], { cwd });
    expect(missing).toMatchObject({ code: 2 });
    expect(missing.stderr).toMatch(/cannot read nowhere\.wsdl/);
    const unfit = await assay(["import", "wsdl", "a", "--fail-on", "should"], { cwd });
    expect(unfit).toMatchObject({ code: 2 });
    expect(unfit.stderr).toContain("assay import wsdl has no use for --fail-on");
  });
});
