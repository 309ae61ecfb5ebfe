import { curlRest } from "../curl/curl-rest.ts";
import { encodeRest } from "../encode/rest.ts";
import type { BindingCodec } from "./codec.ts";

/** REST: the operation's own method and path, each parameter where its documents have it. */
export const REST: BindingCodec = { encode: encodeRest, curl: curlRest };
