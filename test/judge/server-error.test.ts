import { expect, test } from "vitest";
import { isServerError } from "../../src/judge/answer/is-server-error.ts";
import {
  BAD_REQUEST,
  element,
  HTTP_400,
  HTTP_500,
  json,
  SOAP_FAULT,
  UNREADABLE,
} from "./answers.ts";

test.each([
  ["HTTP 500", HTTP_500],
  ["HTTP 503", { ...HTTP_500, status: 503 }],
  ["JSON with 500", json({ error: "Failed to delete upload record" }, 500)],
  ["a page with 502", { ...UNREADABLE, status: 502 }],
])("%s says that something went wrong with the server itself", (_, answer) => {
  expect(isServerError(answer)).toBe(true);
});

test.each([
  ["HTTP 400", HTTP_400],
  ["HTTP 499", { ...HTTP_500, status: 499 }],
  ["a SOAP fault, which travels as 500", SOAP_FAULT],
  ["a documented failure that travels as 500", element({ success: "false", error: "x" }, 500)],
  ["a documented failure", BAD_REQUEST],
  ["an unknown upload", json({ error: "Upload not found" }, 404)],
])("%s does not", (_, answer) => {
  expect(isServerError(answer)).toBe(false);
});
