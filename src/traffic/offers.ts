import { type Answer, isAccepted } from "../judge/answer/answer.ts";
import { announcedApart, announcedAs, namesIn } from "../judge/answer/names-in.ts";
import type { Rule } from "../model/rule.ts";
import { settingAt } from "../model/settings.ts";
import type { ServiceName } from "../model/target.ts";
import type { OpenTarget } from "../run/target/open-target.ts";

/** What a server has shown that it can do. */
export interface Offers {
  /** Takes what an answer announces, where it is the one that does. */
  note(service: ServiceName, operation: string, answer: Answer): void;
  /**
   * Whether a rule is about what the server can do: nothing that its target declares absent, and of what servers
   * announce, what this one has announced or its target declares.
   */
  has(rule: Pick<Rule, "service" | "needs">): boolean;
}

export function knowOffers({ target, services }: Pick<OpenTarget, "target" | "services">): Offers {
  const announced = new Set<string>();
  return {
    note: (name, operation, answer) => {
      const { announced: how, capabilities = {} } = services[name] ?? {};
      if (how?.call !== operation || !isAccepted(answer)) return;
      const apart = announcedApart(answer, Object.values(capabilities), how);
      for (const one of [...namesIn(answer, how), ...apart]) announced.add(`${name} ${one}`);
    },
    has: ({ service, needs }) => {
      const entry = target.services[service];
      const capabilities = services[service]?.capabilities ?? {};
      return needs.every((need) => {
        if (entry?.operations.absent.includes(need)) return false;
        const capability = Object.hasOwn(capabilities, need) ? capabilities[need] : undefined;
        const known = capability && announcedAs(capability)?.toLowerCase();
        const isDeclared = capability?.settings.some((path) => Boolean(settingAt(entry, path)));
        return known === undefined || isDeclared === true || announced.has(`${service} ${known}`);
      });
    },
  };
}
