import type { Session } from "../support/session.ts";

/** What isValidTicket says of a ticket. */
export const look = ({ client }: Session, ticket: string) =>
  client.get("isValidTicket", { AuthenticationTicket: ticket });

/** Whether what is done a second later moves the expiry that isValidTicket tells. */
export const movedBy = async (session: Session, act: () => Promise<unknown>) => {
  const before = (await look(session, session.alice)).attributes["expireOn"];
  session.wait(1000);
  await act();
  const after = (await look(session, session.alice)).attributes["expireOn"];
  return before === after ? "stays" : "moved";
};
