import { CONSTANT_REFUSALS } from "./null-servers/constant-refusals.ts";
import { CONSTANT_SUCCESS } from "./null-servers/constant-success.ts";
import { ECHO } from "./null-servers/echo.ts";
import { FRESH_GUIDS } from "./null-servers/fresh-guids.ts";
import { FROZEN_REPLAY } from "./null-servers/frozen-replay.ts";
import { PAGES } from "./null-servers/pages.ts";
import { SILENT } from "./null-servers/silent.ts";

/** Every server that knows nothing. */
export const NULL_SERVERS = [
  CONSTANT_SUCCESS,
  FRESH_GUIDS,
  ...CONSTANT_REFUSALS,
  ...PAGES,
  ECHO,
  FROZEN_REPLAY,
  ...SILENT,
] as const;

/** A name of the table: a misspelt one does not compile. */
export type NullServerName = (typeof NULL_SERVERS)[number]["name"];
