import { expect, test } from "vitest";
import { numbered } from "../../../src/properties/relation/numbered.ts";

test("what a sample saves, and what refers to it, has a name of its own", () => {
  const sample = {
    name: "accepted",
    outcome: "accepted",
    before: [{ call: "Create", with: { size: 0 }, save: { handler: "UploadHandler" } }],
    call: {
      call: "Send",
      with: { to: "$handler", other: "$unissued", parts: [{ of: "$handler.x" }], text: "handler" },
    },
  } as const;
  expect(numbered(sample, 3)).toEqual({
    before: [{ call: "Create", with: { size: 0 }, save: { handler3: "UploadHandler" } }],
    call: {
      call: "Send",
      with: {
        to: "$handler3",
        other: "$unissued",
        parts: [{ of: "$handler3.x" }],
        text: "handler",
      },
    },
  });
});
