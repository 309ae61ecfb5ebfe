import fc from "fast-check";
import { expect, test } from "vitest";
import { didYouMean } from "../../src/schema/did-you-mean.ts";

test.each([
  ["userz", ["users", "uses"], "users"],
  ["USERS", ["users", "uses"], "users"],
  ["deleteUploadHandler", ["DeleteDownloadHandler", "DeleteUploadHandler"], "DeleteUploadHandler"],
  ["sandbx", ["read-only", "sandbox", "full"], "sandbox"],
  ["soap", ["get", "post", "soap11"], "soap11"],
  ["xyz", ["users", "uses"], undefined],
  ["a", ["b"], undefined],
  ["", ["b"], undefined],
  ["users", [], undefined],
])("%j among %j means %j", (name, candidates, expected) => {
  expect(didYouMean(name, candidates)).toBe(expected);
});

test("a name that is there, in whatever case, means itself", () => {
  const names = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1 });
  fc.assert(
    fc.property(names, (candidates) => {
      const [name = ""] = candidates;
      expect(didYouMean(name.toUpperCase(), candidates)).toBe(name);
    }),
  );
});
