type Socket = { incoming?: { socket?: { remoteAddress?: string } } } | null | undefined;

const isThisMachine = (address: string): boolean => /^(::1$|(::ffff:)?127\.)/.test(address);

/**
 * The address that a request comes from: the other end of the connection or, behind `proxies` proxies of ours, the
 * address that the outermost of them saw. Anything further left in X-Forwarded-For was written by the client (ASVS 4.1.3).
 * Empty where it is not known: also when a proxy on this machine hands on what we were told to have no proxies for, since
 * everybody would otherwise be taken for one.
 */
export const nodeAddress =
  (proxies: number) =>
  (headers: Headers, environment: unknown): string => {
    const peer = (environment as Socket)?.incoming?.socket?.remoteAddress ?? "";
    const forwarded = headers.get("X-Forwarded-For");
    if (proxies === 0) return forwarded !== null && isThisMachine(peer) ? "" : peer;
    const told = (forwarded ?? "").split(",").map((address) => address.trim());
    return told.at(-proxies) || peer;
  };
