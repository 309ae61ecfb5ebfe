import type { Level } from "../../model/level.ts";
import { LEVELS } from "../../model/level.ts";
import type { Operation } from "../../model/operation.ts";
import type { Edition, Statement } from "../../model/rule.ts";
import type { Problems } from "../source/collect-problems.ts";
import type { RuleSource } from "../source/rule-source.ts";
import type { DescribedService } from "../source/service-source.ts";
import { checkEditions } from "./check-editions.ts";
import { unknownName } from "./unknown-name.ts";

export interface RuleHead {
  readonly service: DescribedService;
  /** What the ids of its rules begin with: `service.operation.` */
  readonly prefix: string;
  /** Its name, and itself where it is known. */
  readonly operation: string;
  readonly described: Operation | undefined;
  readonly statements: ReadonlyMap<string, Statement>;
  readonly editions: ReadonlyMap<string, Edition>;
}

/** Checks everything that a rule says before its steps: id, level, statements, bindings, needs. */
export function checkRuleHead(
  { value, place }: RuleSource,
  { service, prefix, operation, described, statements, editions }: RuleHead,
  problems: Problems,
): void {
  if (described && !value.id.startsWith(prefix)) {
    const at = place.positionOf(["id"]);
    const hint = `write "${value.id.split(".").at(-1)}" alone: the rest follows from the file`;
    problems.add({ message: `the id "${value.id}" does not begin with "${prefix}"`, at, hint });
  }
  value.statements.forEach((id, index) => {
    const statement = statements.get(id);
    const at = place.positionOf(["statements", index]);
    if (!statement) {
      problems.add(
        unknownName("statement", id, statements.keys(), at, { missingFrom: "statements" }),
      );
    } else if (isStricter(value.level, statement.level)) {
      const message = `the rule is ${value.level}, but its statement ${id} only ${statement.level}`;
      const hint = `set level: ${statement.level}, or carry the statement in a rule of its own`;
      problems.add({ message, at: place.positionOf(["level"]), hint });
    }
  });
  checkEditions(value, editions, problems, (...inner) => place.positionOf(inner));
  const known = (value.invariant ? service : described)?.bindings;
  value.bindings?.forEach((binding, index) => {
    if (!known || known.includes(binding)) return;
    problems.add({
      message: `${value.invariant ? service.name : operation} is not documented for ${binding}`,
      at: place.positionOf(["bindings", index]),
      hint: `known: ${known.join(", ")}`,
    });
  });
  value.needs?.forEach((need, index) => {
    const known = [...Object.keys(service.capabilities), ...service.operations.keys()];
    if (known.includes(need)) return;
    const at = place.positionOf(["needs", index]);
    problems.add(unknownName("need", need, known, at, { missingFrom: "service" }));
  });
}

/** LEVELS begins with the strictest. */
function isStricter(level: Level, than: Level): boolean {
  return LEVELS.indexOf(level) < LEVELS.indexOf(than);
}
