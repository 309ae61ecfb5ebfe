import { PUBLIC_ANSWERS } from "./public/answers.ts";
import { PUBLIC_CACHES } from "./public/caches.ts";
import { PUBLIC_CONNECTIONS } from "./public/connections.ts";
import { PUBLIC_CONTENTS } from "./public/contents.ts";
import { PUBLIC_DELETES } from "./public/deletes.ts";
import { PUBLIC_FORMS } from "./public/forms.ts";
import { PUBLIC_GUIDS } from "./public/guids.ts";
import { PUBLIC_HEADERS } from "./public/headers.ts";
import { PUBLIC_LIMITS } from "./public/limits.ts";
import { PUBLIC_LISTS } from "./public/lists.ts";
import { PUBLIC_LOAD } from "./public/load.ts";
import { PUBLIC_NAMES } from "./public/names.ts";
import { PUBLIC_REWRITES } from "./public/rewrites.ts";
import { PUBLIC_SESSIONS } from "./public/sessions.ts";
import { PUBLIC_SOAP } from "./public/soap.ts";
import { PUBLIC_TEXTS } from "./public/texts.ts";
import { PUBLIC_TRANSFERS } from "./public/transfers.ts";
import { PUBLIC_UPLOADS } from "./public/uploads.ts";

/** Every deviation that the server can be started with and that was reported of other servers. */
export const PUBLIC_FAULTS = [
  ...PUBLIC_CONTENTS,
  ...PUBLIC_LIMITS,
  ...PUBLIC_TRANSFERS,
  ...PUBLIC_CONNECTIONS,
  ...PUBLIC_SOAP,
  ...PUBLIC_FORMS,
  ...PUBLIC_GUIDS,
  ...PUBLIC_SESSIONS,
  ...PUBLIC_LOAD,
  ...PUBLIC_DELETES,
  ...PUBLIC_LISTS,
  ...PUBLIC_CACHES,
  ...PUBLIC_NAMES,
  ...PUBLIC_REWRITES,
  ...PUBLIC_HEADERS,
  ...PUBLIC_ANSWERS,
  ...PUBLIC_TEXTS,
  ...PUBLIC_UPLOADS,
] as const;
