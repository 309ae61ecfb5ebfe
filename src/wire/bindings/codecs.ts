import type { Binding } from "../../model/binding.ts";
import type { BindingCodec } from "./codec.ts";
import { GET } from "./get.ts";
import { POST } from "./post.ts";
import { REST } from "./rest.ts";
import { SOAP11 } from "./soap11.ts";

/** The codec of each binding of the table. */
export const CODECS: Readonly<Record<Binding, BindingCodec>> = {
  get: GET,
  post: POST,
  soap11: SOAP11,
  rest: REST,
};
