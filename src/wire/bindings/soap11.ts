import { curlSoap11 } from "../curl/curl-soap11.ts";
import { encodeSoap11 } from "../encode/soap11.ts";
import type { BindingCodec } from "./codec.ts";

/** SOAP 1.1: `POST <baseUrl>` with the quoted SOAPAction. */
export const SOAP11: BindingCodec = { encode: encodeSoap11, curl: curlSoap11 };
