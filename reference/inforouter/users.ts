/** An ordinary user; both may read the library and write to its inbox. */
export interface User {
  readonly id: number;
  readonly uid: string;
  readonly pwd: string;
  readonly firstName: string;
  readonly lastName: string;
}

/** The user who owns what a test creates. */
export const ALICE: User = {
  id: 101,
  uid: "alice",
  pwd: "alice-Kq7vT2mXw9Zr4Lb8-reference-only",
  firstName: "Alice",
  lastName: "Owner",
};

/** The user who must not get at it. */
export const BOB: User = {
  id: 102,
  uid: "bob",
  pwd: "bob-Hn3yP6cJd5Fs8Gt1-reference-only",
  firstName: "Bob",
  lastName: "Stranger",
};

/** Who reads without a ticket, where the dialect lets anybody; cannot log in. */
export const ANONYMOUS: User = {
  id: 0,
  uid: "anonymous",
  pwd: "",
  firstName: "",
  lastName: "",
};

/** The user of that login name (its letter case does not matter) and password. */
export function findUser(uid: string, pwd: string | undefined): User | undefined {
  const name = uid.toLowerCase();
  const user = [ALICE, BOB].find((candidate) => candidate.uid === name);
  return user && (pwd === undefined || user.pwd === pwd) ? user : undefined;
}
