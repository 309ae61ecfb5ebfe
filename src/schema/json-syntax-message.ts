import { type ParseErrorCode, printParseErrorCode } from "jsonc-parser";

/** The parser's codes in words; a code that is new to us keeps its name. */
const MESSAGES: Readonly<Record<string, string>> = {
  InvalidSymbol: "this is not JSON: a name or text needs double quotes",
  InvalidNumberFormat: "this is not a number",
  PropertyNameExpected: "a key in double quotes is expected here",
  ValueExpected: "a value is expected here",
  ColonExpected: "a colon is expected after the key",
  CommaExpected: "a comma is missing before this",
  CloseBraceExpected: "a closing brace } is missing",
  CloseBracketExpected: "a closing bracket ] is missing",
  EndOfFileExpected: "the document has ended, but text follows",
  InvalidCommentToken: "a comment is not allowed here",
  UnexpectedEndOfComment: "this comment is not closed",
  UnexpectedEndOfString: "this text has no closing double quote",
  UnexpectedEndOfNumber: "this number is not complete",
  InvalidUnicode: "\\u needs four hexadecimal digits",
  InvalidEscapeCharacter: 'after \\ only one of " \\ / b f n r t u may stand',
  InvalidCharacter: "a control character must be written as an escape such as \\n or \\t",
};

/** What a syntax error means to the one who wrote the file. */
export function jsonSyntaxMessage(code: ParseErrorCode): string {
  const name = printParseErrorCode(code);
  return MESSAGES[name] ?? name;
}
