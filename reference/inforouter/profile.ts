import type { Attributes } from "./answer.ts";
import type { User } from "./users.ts";

/** AUT-04, AUT-06: what answers tell of the session of a user, who it is and until when it lasts. */
export function profile(
  { id, uid, firstName, lastName }: User,
  expiresAt: number,
): Attributes & { readonly expireOn: string } {
  return {
    userid: id,
    username: uid,
    firstName,
    lastName,
    fullname: `${firstName} ${lastName}`,
    email: `${uid}@example.com`,
    expireOn: new Date(expiresAt).toISOString(),
    isAuthenticated: "True",
  };
}
