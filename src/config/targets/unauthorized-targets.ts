import type { Target } from "../../model/target.ts";
import { isLoopback } from "./is-loopback.ts";

/** Targets on another host than this machine, which nobody has said may be tested, with the address. */
export function unauthorizedTargets(
  targets: readonly Target[],
): readonly { readonly name: string; readonly url: string }[] {
  return targets.flatMap(({ name, authorized, services }) => {
    if (authorized) return [];
    const url = Object.values(services)
      .map(({ baseUrl }) => baseUrl)
      .find((address) => !isLoopback(address));
    return url === undefined ? [] : [{ name, url }];
  });
}
