import fc from "fast-check";
import { isAccepted, isRefused } from "../../../../judge/answer/answer.ts";
import { attributeOf } from "../../../../judge/answer/attribute-of.ts";
import { describeAnswer } from "../../../../judge/answer/describe-answer.ts";
import { plain } from "../../../../judge/checks/evaluate.ts";
import { type Binding, bindingsThat, firstBinding, isSoap11 } from "../../../../model/binding.ts";
import type { JsonValue } from "../../../../model/value.ts";
import { everyOne } from "../../../../properties/relation/every-one.ts";
import { callOnce } from "../../../../run/case/call-once.ts";
import type { CaseState } from "../../../../run/case/case-state.ts";
import { notAsExpected } from "../../../../run/case/not-as-expected.ts";
import type { Property } from "../../../../run/case/property.ts";
import { recordJudgement } from "../../../../run/case/record-judgement.ts";
import { firstLacking } from "../../../../run/target/applicability.ts";
import { SetUpError } from "../../../../run/target/sessions.ts";
import type { CaseTarget } from "../../../../run/target/target-parts.ts";

/**
 * The property that passwords which are near the owner's, by the words of `near`, are refused. Between two of
 * them the right one is accepted, and no other case tries one at the same time: a server that locks an account
 * after several wrong tries in a row never sees two.
 */
export function passwordsNearby(
  about: Pick<Property, "name" | "title">,
  ways: readonly string[],
): Property {
  return {
    ...about,
    explanation: {
      generates: [
        `the owner's password in all of these ways, in one case: ${ways.join(", ")}`,
        "a failing case shrinks to one of them",
      ],
      sends: [
        "AuthenticateUser with the right password: it has to be accepted",
        "AuthenticateUser with each of the others, and with the right one after it",
      ],
      demands: [{ text: "each of the others is refused, and gets no ticket" }],
    },
    needs: ["AuthenticateUser", "credentials"],
    effect: "reads",
    inputs: () => fc.record({ ways: everyOne(ways) }),
    run: ({ ways: wanted }, state) =>
      inTurn(state.open, () => tryAll(Array.isArray(wanted) ? wanted.map(String) : [], state)),
  };
}

const lasts = new WeakMap<CaseTarget, Promise<unknown>>();

/** One case after the other, on one target. */
function inTurn(open: CaseTarget, run: () => Promise<void>): Promise<void> {
  const before = lasts.get(open) ?? Promise.resolve();
  const own = before.then(run, run);
  lasts.set(
    open,
    own.catch(() => undefined),
  );
  return own;
}

async function tryAll(ways: readonly string[], state: CaseState): Promise<void> {
  const binding = firstBinding(state.bindings);
  await logInRightly(binding, state);
  for (const how of ways) {
    if (!differs(how, binding, state)) continue;
    const isRight = await tryWrongly({ near: "$owner.pwd", how }, binding, state);
    const step = state.trace.length;
    await logInRightly(binding, state);
    if (isRight === undefined) continue;
    const expected = `a refusal without a ticket, for the password ${how}`;
    const mismatches = isRight === true ? [] : [{ expected, actual: isRight }];
    if (!recordJudgement({ mismatches, step }, state)) return;
  }
}

/**
 * Whether it is another password at all, in a form that the binding can carry: XML has no NUL. It tells nearly
 * all of the right one, and is shown no more than that.
 */
function differs(how: string, binding: Binding, { scope, open }: CaseState): boolean {
  const right = plain("$owner.pwd", scope);
  if (right === "") return false;
  const near = String(plain({ near: "$owner.pwd", how }, scope));
  // The same in other letter case is known already, where it is long enough.
  if (open.secrets.labelIn(near) === undefined) open.secrets.add(near, `password:owner, ${how}`);
  return near !== right && !(near.includes("\0") && bindingsThat(isSoap11).includes(binding));
}

/** True where it is refused as it should be, else what came; undefined where no answer came. */
async function tryWrongly(
  PWD: JsonValue,
  binding: Binding,
  state: CaseState,
): Promise<true | string | undefined> {
  try {
    const wrong = { call: "AuthenticateUser", with: { UID: "$owner.uid", PWD } };
    const answer = await callOnce(wrong, binding, state);
    const ticket = answer.kind === "element" ? attributeOf(answer.attributes, "ticket") : undefined;
    return isRefused(answer) && (ticket ?? "") === "" ? true : describeAnswer(answer);
  } catch (error) {
    // What stands before a server may hang up on a NUL; the next login says whether the server is there.
    if (error instanceof SetUpError) return undefined;
    throw error;
  }
}

/** Logs in, and out again where that is offered. */
async function logInRightly(binding: Binding, state: CaseState): Promise<void> {
  const right = {
    call: "AuthenticateUser",
    with: { UID: "$owner.uid", PWD: "$owner.pwd" },
    save: { spareTicket: "ticket" },
  };
  const answer = await callOnce(right, binding, state);
  if (!isAccepted(answer)) throw notAsExpected("AuthenticateUser, rightly,", "accepted", state);
  const { open, rule, scope } = state;
  if (!scope.has("spareTicket") || firstLacking(["LogOut"], rule.service, open)) return;
  const step = { call: "LogOut", with: { AuthenticationTicket: "$spareTicket" } };
  await callOnce(step, binding, state).catch((error: unknown) => {
    if (!(error instanceof SetUpError)) throw error;
  });
}
