import { describe, expect, it } from "vitest";
import { decodeText } from "../../src/judge/answer/decode-text.ts";

const MARKUP = '<r a="é日😀"/>';

function utf16be(text: string): Buffer {
  return Buffer.from(text, "utf16le").swap16();
}

describe("decodeText", () => {
  it.each([
    ["UTF-8 without a word about it", Buffer.from(MARKUP), undefined],
    ["UTF-8 with a byte order mark", Buffer.from(`\ufeff${MARKUP}`), undefined],
    ["UTF-16 LE with a byte order mark", Buffer.from(`\ufeff${MARKUP}`, "utf16le"), undefined],
    ["UTF-16 BE with a byte order mark", utf16be(`\ufeff${MARKUP}`), undefined],
    ["UTF-16 LE without one, as markup shows", Buffer.from(MARKUP, "utf16le"), "utf-16"],
    ["UTF-16 BE without one, as markup shows", utf16be(MARKUP), undefined],
    ["a byte order mark before the charset", Buffer.from(`\ufeff${MARKUP}`), "iso-8859-1"],
    ["UTF-8 that a header calls UTF-16", Buffer.from(MARKUP), "utf-16"],
    ["UTF-8 that a header calls nonsense", Buffer.from(MARKUP), "utf-99"],
    ["UTF-8 by an alias", Buffer.from(MARKUP), "UTF8"],
  ])("reads %s", (_, body, charset) => {
    expect(decodeText(body, charset)).toBe(MARKUP);
  });

  it("believes the declaration", () => {
    const text = '<?xml version="1.0" encoding="ISO-8859-1"?><r a="é"/>';
    expect(decodeText(Buffer.from(text, "latin1"))).toBe(text);
  });

  it("believes the charset where nothing is declared", () => {
    expect(decodeText(Buffer.from("<r>é</r>", "latin1"), "ISO-8859-1")).toBe("<r>é</r>");
  });

  it("believes the declaration where the charset cannot be right", () => {
    const text = "<?xml version='1.0' encoding='windows-1252'?><r>é</r>";
    expect(decodeText(Buffer.from(text, "latin1"), "utf-8")).toBe(text);
  });

  it("reads what declares UTF-16 without being it as what it is", () => {
    const text = '<?xml version="1.0" encoding="utf-16"?><r>é</r>';
    expect(decodeText(Buffer.from(text))).toBe(text);
  });

  it("takes one byte order mark for one, and a second for text", () => {
    expect(decodeText(Buffer.from("\ufeff\ufeff<r/>"))).toBe("\ufeff<r/>");
  });

  it.each([
    ["a lone continuation byte", [0x3c, 0x72, 0x2f, 0x3e, 0x80]],
    ["a character that is cut off", [0x3c, 0xc3]],
    ["an overlong form", [0xc0, 0xbc]],
    ["a surrogate", [0xed, 0xa0, 0x80]],
    ["half a unit of UTF-16", [0xff, 0xfe, 0x3c]],
  ])("does not read %s", (_, bytes) => {
    expect(decodeText(Buffer.from(bytes))).toBeUndefined();
  });

  it("does not read an encoding that nobody knows", () => {
    expect(decodeText(Buffer.from('<?xml version="1.0" encoding="x-mine"?><r/>'))).toBeUndefined();
  });

  it("reads well after it could not read something", () => {
    expect(decodeText(Buffer.from([0xc3]))).toBeUndefined();
    expect(decodeText(Buffer.from([0xa9, 0x3c]))).toBeUndefined();
    expect(decodeText(Buffer.from("é"))).toBe("é");
  });

  it("reads nothing as nothing", () => {
    expect(decodeText(Buffer.alloc(0))).toBe("");
  });
});
