import { plain } from "../../judge/checks/evaluate.ts";
import type { Transfer } from "../../model/transfer.ts";
import type { JsonValue } from "../../model/value.ts";
import { asTransfer, wrongTransfer } from "../../rules/check/read-transfer.ts";
import type { CaseState } from "./case-state.ts";

/**
 * How a call goes over the wire, where its step says so; the connections that steps name are the case's own.
 *
 * @throws RangeError when an answer gave a value that makes no transfer
 */
export function transferOfCall(
  transfer: JsonValue | undefined,
  { scope, open, connections }: Pick<CaseState, "scope" | "open" | "connections">,
): Transfer | undefined {
  if (transfer === undefined) return undefined;
  const value = plain(transfer, scope);
  const wrong = wrongTransfer(value);
  if (wrong) throw new RangeError(`${wrong.part ?? "a transfer"} ${wrong.says}`);
  const concrete = asTransfer(value);
  const { connection: name } = concrete;
  if (name === undefined) return concrete;
  const connection = connections.get(name) ?? `${name} ${open.next()}`;
  connections.set(name, connection);
  return { ...concrete, connection };
}
