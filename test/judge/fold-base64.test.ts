import { describe, expect, it } from "vitest";
import { foldBase64 } from "../../src/judge/answer/fold-base64.ts";
import { readAnswer } from "../../src/judge/answer/read-answer.ts";
import { wholeOf } from "../../src/model/made-bytes.ts";
import { payloadBytes } from "../../src/model/payload-bytes.ts";
import { operation, response, soapAnswer } from "./responses.ts";

const MIB = 1024 * 1024;
const bytesOf = (size: number) => payloadBytes({ bytes: { size, seed: 3 } });
const BYTES = bytesOf(MIB);
const BASE64 = BYTES.toString("base64");

const read = (body: string) =>
  readAnswer(response(body, { type: "text/xml" }), operation("bytes"), "soap11");

describe("a long document in base64", () => {
  it.each([MIB, MIB + 1, MIB + 2, MIB + 65_536])("of %i bytes is read as a short one", (size) => {
    const bytes = bytesOf(size);
    const body = soapAnswer(bytes.toString("base64"));
    expect(foldBase64(Buffer.from(body))).toBeDefined();
    const answer = read(body);
    if (answer.kind !== "document") throw new Error(answer.kind);
    expect(answer.form).toBe("xml");
    expect(answer.bytes.length).toBe(size);
    expect(wholeOf(answer.bytes).equals(bytes)).toBe(true);
    expect(answer.bytes.subarray(size - 5, size).equals(bytes.subarray(size - 5))).toBe(true);
  });

  it.each([
    ["without its padding", `${bytesOf(MIB).toString("base64").replace(/=+$/, "")}`],
    ["with padding in its middle", `${BASE64.slice(0, 65_533)}===${BASE64.slice(65_536)}`],
    ["with bits that mean nothing", `${BASE64.slice(0, -3)}R==`],
    ["with another character", `${BASE64.slice(0, 70_000)}*${BASE64.slice(70_001)}`],
  ])("%s is none", (_, text) => {
    expect(read(soapAnswer(text))).toMatchObject({ kind: "unreadable" });
  });

  it("in lines is read as well", () => {
    const lines = BASE64.replace(/.{76}/g, "$&\n");
    const answer = read(soapAnswer(lines));
    expect(answer.kind === "document" && wholeOf(answer.bytes).equals(BYTES)).toBe(true);
  });

  it("tells what is not well-formed behind it by its place in all of the answer", () => {
    const column = soapAnswer(BASE64).length;
    const answer = read(`${soapAnswer(BASE64)}<`);
    const why = answer.kind === "unreadable" ? answer.why : "";
    expect(Number(/column (\d+)/.exec(why)?.[1])).toBeGreaterThanOrEqual(column);
  });

  it("is the text of an element that has a verdict", () => {
    const element = `<response success="true">${BASE64}</response>`;
    const answer = readAnswer(response(element), operation("xml"), "get");
    expect(answer.kind === "element" && answer.text === BASE64).toBe(true);
  });

  it("may hold what stands for it elsewhere", () => {
    const mark = foldBase64(Buffer.from(soapAnswer(BASE64)))?.mark ?? "";
    const answer = read(soapAnswer(`<!-- ${mark} --><a>${mark}</a>${BASE64}`));
    expect(answer.kind).toBe("document");
  });
});
