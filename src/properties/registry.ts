import type { Property } from "../run/case/property.ts";
import { connectionAfterRefusal } from "./connection-after-refusal.ts";
import { connectionOnePacket } from "./connection-one-packet.ts";
import { connectionPipelined } from "./connection-pipelined.ts";
import { hostileHttp } from "./hostile-http.ts";
import { hostilePaths } from "./hostile-paths.ts";
import { hostileReveal } from "./hostile-reveal.ts";
import { hostileValues } from "./hostile-values.ts";
import { hostileWellFormed } from "./hostile-well-formed.ts";
import { hostileXml } from "./hostile-xml.ts";
import { brokenLetters } from "./relation-broken-letters.ts";
import { byteSpellings } from "./relation-byte-spellings.ts";
import { declaredEncodings } from "./relation-declared-encodings.ts";
import { equivalentRequests } from "./relation-equivalent-requests.ts";
import { expectingRequests } from "./relation-expecting-requests.ts";
import { mustUnderstand } from "./relation-must-understand.ts";
import { namedParameters } from "./relation-named-parameters.ts";
import { oddRequests } from "./relation-odd-requests.ts";
import { toleratedRequests } from "./relation-tolerated-requests.ts";
import { typedForms } from "./relation-typed-forms.ts";
import { severalPlaces } from "./several-places.ts";
import { usersAtOnce } from "./users-at-once.ts";
import { writtenAgain } from "./written-again.ts";

/** The properties that any service can have judged; a new one is a file and a line here. */
export const PROPERTIES: readonly Property[] = [
  connectionAfterRefusal,
  connectionOnePacket,
  connectionPipelined,
  hostileHttp,
  hostilePaths,
  hostileReveal,
  hostileValues,
  hostileWellFormed,
  hostileXml,
  brokenLetters,
  byteSpellings,
  declaredEncodings,
  equivalentRequests,
  expectingRequests,
  mustUnderstand,
  namedParameters,
  oddRequests,
  toleratedRequests,
  severalPlaces,
  typedForms,
  usersAtOnce,
  writtenAgain,
];
