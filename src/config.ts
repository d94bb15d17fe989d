import { z } from "zod";

const schema = z.object({
  KINSTEP_SECRET: z
    .string({ error: "KINSTEP_SECRET is not set. It signs sign-ins; make one with: openssl rand -base64 32" })
    .min(32, "KINSTEP_SECRET must be 32 characters or more"),
  KINSTEP_AUDIT_KEY: z
    .string({
      error:
        "KINSTEP_AUDIT_KEY is not set. It keys the hashes in the audit trail; make one with: openssl rand -base64 32",
    })
    .min(32, "KINSTEP_AUDIT_KEY must be 32 characters or more"),
  KINSTEP_ORIGIN: z.url({
    error: "KINSTEP_ORIGIN must be the address people use, such as https://kinstep.example.gov.uk",
  }),
  KINSTEP_DEMONSTRATION: z.enum(["yes", "no"], { error: "KINSTEP_DEMONSTRATION must be yes or no" }).default("no"),
  KINSTEP_PROXIES: z.coerce
    .number({ error: "KINSTEP_PROXIES must be how many proxies of yours stand before Kinstep, such as 1" })
    .int()
    .min(0)
    .max(10)
    .default(0),
  KINSTEP_OIDC_ISSUER: z.url().optional(),
  KINSTEP_OIDC_CLIENT_ID: z.string().optional(),
  KINSTEP_OIDC_CLIENT_SECRET: z.string().optional(),
});

export type Config = {
  secret: string;
  auditKey: string;
  /** Where people reach this installation, without a trailing slash. */
  origin: string;
  /** True only for the demonstration, whose people sign in without a second factor and whose pages say so. */
  demonstration: boolean;
  /** How many proxies of ours stand before Node: that many addresses of X-Forwarded-For, from the right, are ours. */
  proxies: number;
  oidc: { issuer: string; clientId: string; clientSecret: string } | null;
};

/** Reads the environment once, at start. Throws one Error that names everything missing or wrong, in plain sentences. */
export function readConfig(environment: Record<string, unknown>): Config {
  const read = schema.safeParse(environment);
  if (!read.success) throw new Error(read.error.issues.map((issue) => issue.message).join("\n"));
  const value = read.data;
  const oidc =
    value.KINSTEP_OIDC_ISSUER && value.KINSTEP_OIDC_CLIENT_ID && value.KINSTEP_OIDC_CLIENT_SECRET
      ? {
          issuer: value.KINSTEP_OIDC_ISSUER,
          clientId: value.KINSTEP_OIDC_CLIENT_ID,
          clientSecret: value.KINSTEP_OIDC_CLIENT_SECRET,
        }
      : null;
  return {
    secret: value.KINSTEP_SECRET,
    auditKey: value.KINSTEP_AUDIT_KEY,
    origin: new URL(value.KINSTEP_ORIGIN).origin,
    demonstration: value.KINSTEP_DEMONSTRATION === "yes",
    proxies: value.KINSTEP_PROXIES,
    oidc,
  };
}
