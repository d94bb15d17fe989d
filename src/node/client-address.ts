type Socket = { incoming?: { socket?: { remoteAddress?: string } } } | null | undefined;

/**
 * The address that a request comes from: the other end of the connection or, behind `proxies` proxies of ours, the
 * address that the outermost of them saw. Anything further left in X-Forwarded-For was written by the client (ASVS 4.1.3).
 */
export const nodeAddress =
  (proxies: number) =>
  (headers: Headers, environment: unknown): string => {
    const peer = (environment as Socket)?.incoming?.socket?.remoteAddress ?? "";
    if (proxies === 0) return peer;
    const told = (headers.get("X-Forwarded-For") ?? "").split(",").map((address) => address.trim());
    return told.at(-proxies) || peer;
  };
