import { expect, test } from "vitest";
import { FAULTS, type FaultName } from "../../reference/faults.ts";
import { audit } from "../../src/index.ts";
import { sampled } from "../sampled.ts";

const OPERATIONS = ["AuthenticateUser", "CreateUploadHandler", "DeleteUploadHandler"];

// What these break is in the way of most other rules, which fail, too.
const DISTURBING: readonly FaultName[] = [
  "create-refuses-soap",
  "delete-upload-refuses-get",
  "login-ticket-is-no-guid",
];

test.each(sampled(DISTURBING, { oneIn: DISTURBING.length, name: (one) => one }))(
  "%s fails the statements that it breaks and no others",
  async (fault) => {
    const { report } = await audit({
      targets: { faulty: { embedded: { faults: [fault] } } },
      select: { operation: OPERATIONS },
      runs: 3,
      seed: 1,
    });
    const { statements = {}, rules = [] } = report.targets[0] ?? {};
    const failed = Object.keys(statements).filter((id) => statements[id]?.verdict === "fail");
    const broken = FAULTS.find(({ name }) => name === fault)?.statements ?? [];
    expect(failed.toSorted()).toEqual([...broken].sort());
    const consequences = rules.flatMap(({ failures }) =>
      failures.flatMap(({ consequenceOf }) => consequenceOf?.statements ?? []),
    );
    expect(consequences.length).toBeGreaterThan(0);
    expect(broken).toEqual(expect.arrayContaining(consequences));
  },
);
