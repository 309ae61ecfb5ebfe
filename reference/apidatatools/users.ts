/** Who may use the API: an id and the key that stands for it. */
export interface ApiUser {
  readonly id: string;
  readonly key: string;
}

/** The user who owns what a test creates. */
export const OWNER: ApiUser = { id: "usr_owner", key: "ownerKq7vT2mXw9Zr4Lb8referenceonly" };

/** The user who must not get at it. */
export const STRANGER: ApiUser = { id: "usr_stranger", key: "strangerHn3yP6cJd5Fs8referenceonly" };
