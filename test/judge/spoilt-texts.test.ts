import { describe, expect, test } from "vitest";
import { dispositionName } from "../../src/judge/texts/disposition-name.ts";
import { spoiltIn } from "../../src/judge/texts/spoilt.ts";
import { toldTexts } from "../../src/judge/texts/told-texts.ts";

const NAME = "a & b's größe 😀 c+d 100%25.bin";

const how = (text: string, sent: readonly string[] = [NAME]) =>
  spoiltIn({ where: "the attribute error", text }, sent)?.how;

describe("a text that comes back with an encoding too much or too little is told", () => {
  test.each([
    ["No a &amp; b&#39;s größe 😀 c+d 100%25.bin", "escaped for XML or HTML once too often"],
    ["a &amp; b's gr&#246;&#xDF;e 😀 c+d 100%25.bin", "escaped for XML or HTML once too often"],
    [encodeURIComponent(NAME), "percent-encoded once too often"],
    [encodeURIComponent(NAME).replaceAll("%20", "+"), "encoded as in a form once too often"],
    [Buffer.from(NAME).toString("base64"), "in base64 once too often"],
    ["a & b's gr\\u00f6\\u00dfe \\ud83d\\ude00 c+d 100%25.bin", "escaped for JSON once too often"],
    ["a & b's größe 😀 c+d 100%.bin", "decoded once too often, as if it were percent-encoded"],
    ["a & b's größe 😀 c d 100%.bin", "decoded once too often, as if it were encoded as in a form"],
    [Buffer.from(NAME).toString("latin1"), "in UTF-8 that was read as Latin-1"],
    ["a & b's größe ? c+d 100%25.bin", "with question marks for what is not Latin-1"],
    ["a & b's gr??e ? c+d 100%25.bin", "with question marks for what is not ASCII"],
    ["a & b's größe ", "cut before a character that is encoded somewhere"],
  ])("%s", (text, spoilt) => {
    expect(how(text)).toBe(spoilt);
  });

  test("also where it is the value of an entity that was sent", () => {
    expect(how("x&y of 1.json", ["x&amp;y of 1.json"])).toBe(
      "decoded once too often, as if it were escaped for XML or HTML",
    );
  });
});

describe("nothing is said of a text", () => {
  test.each([
    ["that is as it was sent", `No document ${NAME}.`, [NAME]],
    ["that has nothing to do with what was sent", "Not &amp; found", [NAME]],
    ["in other letter case", NAME.toUpperCase(), [NAME]],
    ["that is trimmed", NAME, [` ${NAME} `]],
    ["that is composed otherwise", "o\u0308 & \u00f6".normalize("NFC"), ["o\u0308 & \u00f6"]],
    ["that is cut", NAME.slice(0, 3), [NAME]],
    [
      "that was sent itself, beside one that is it decoded",
      "X a b.bin",
      ["X a+b.bin", "X a b.bin"],
    ],
    ["that is a part of a URL", "/files/a%20b.bin", ["a b.bin"]],
    ["that holds a short decoded one by chance", "Archive A", ["%41"]],
  ])("%s", (_, text, sent) => {
    expect(how(text, sent)).toBeUndefined();
  });

  test("that a header has percent-encoded, as browsers undo it", () => {
    const name = dispositionName(`attachment; filename="${encodeURIComponent(NAME)}"`);
    expect(spoiltIn({ where: "the file name", text: "", ...name }, [NAME])).toBeUndefined();
  });
});

describe("the file name of Content-Disposition", () => {
  test.each([
    ["attachment; filename*=UTF-8''gr%C3%B6%C3%9Fe.bin", "größe.bin"],
    ["attachment; filename=\"gr??e.bin\"; filename*=utf-8'de'gr%C3%B6%C3%9Fe.bin", "größe.bin"],
    ['attachment; filename="a \\"b\\".bin"', 'a "b".bin'],
    ["attachment; filename=a.bin", "a.bin"],
    [`inline; filename="${Buffer.from("größe").toString("latin1")}"`, "größe"],
    ["attachment", undefined],
    ["attachment; filename*=UTF-8''%E0%A4%A", undefined],
  ])("%s", (header, name) => {
    expect(dispositionName(header)?.text).toBe(name);
  });
});

test("the texts of an answer are its attributes, its strings of JSON, and those of two headers", () => {
  const headers = {
    "content-disposition": 'attachment; filename="a b"',
    "upload-metadata": "filename YSBi,flag",
  };
  const value = { uploads: [{ filename: "c d", size: 3 }] };
  expect(toldTexts({ kind: "json", status: 200, text: "", value, headers })).toEqual([
    { where: "the member filename", text: "c d" },
    { where: "the file name in Content-Disposition", text: "a b", isPlainHeader: true },
    { where: "the value of filename in Upload-Metadata", text: "a b" },
  ]);
  const attributes = { error: "x" };
  expect(toldTexts({ kind: "element", status: 200, attributes, text: "" })).toEqual([
    { where: "the attribute error", text: "x" },
  ]);
});
