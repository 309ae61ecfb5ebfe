/** How a call may be made. */
export type InfoRouterBinding = "get" | "post" | "soap11";
