import { z } from "zod";

const secret = (name: string, does: string) =>
  z
    .string({ error: `${name} is not set. It ${does}; make one with: openssl rand -base64 32` })
    .min(32, `${name} must be 32 characters or more`);

const numberWithin = (least: number, most: number, error: string) =>
  z
    .string()
    .regex(/^\d{1,5}$/, error)
    .transform(Number)
    .pipe(z.number().min(least, error).max(most, error));

/** Only what a browser sends as `Origin`: how it is reached and the host, and nothing that would be left out in silence. */
function isOrigin(typed: string): boolean {
  if (!URL.canParse(typed)) return false;
  const { protocol, username, password, pathname, search, hash } = new URL(typed);
  return /^https?:$/.test(protocol) && username + password + search + hash === "" && pathname === "/";
}

const schema = z.object({
  KINSTEP_SECRET: secret("KINSTEP_SECRET", "signs sign-ins and seals second factors"),
  KINSTEP_AUDIT_KEY: secret("KINSTEP_AUDIT_KEY", "keys the hashes in the audit trail"),
  KINSTEP_ORIGIN: z
    .string({
      error: "KINSTEP_ORIGIN is not set. It is the address people use, such as https://kinstep.example.gov.uk",
    })
    .refine(isOrigin, {
      error:
        "KINSTEP_ORIGIN must be the address people use and nothing behind it, such as https://kinstep.example.gov.uk",
    }),
  KINSTEP_DEMONSTRATION: z.enum(["yes", "no"], { error: "KINSTEP_DEMONSTRATION must be yes or no" }).default("no"),
  KINSTEP_PROXIES: numberWithin(
    0,
    10,
    "KINSTEP_PROXIES must be how many proxies of yours stand before Kinstep, from 0 to 10",
  ).default(0),
  KINSTEP_OIDC_ISSUER: z
    .url({
      protocol: /^https$/,
      error: "KINSTEP_OIDC_ISSUER must be the issuer’s address, such as https://login.example.gov.uk",
    })
    .optional(),
  KINSTEP_OIDC_CLIENT_ID: z.string().optional(),
  KINSTEP_OIDC_CLIENT_SECRET: z.string().optional(),
});

const onNode = schema.extend({ PORT: numberWithin(0, 65_535, "PORT must be a number from 0 to 65535").default(3000) });

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

type Given = Record<string, unknown>;

/** A name that is set to nothing is as good as not set: that is how a settings file leaves one out. */
const withoutEmpty = (environment: Given): Given =>
  Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));

const OIDC = ["KINSTEP_OIDC_ISSUER", "KINSTEP_OIDC_CLIENT_ID", "KINSTEP_OIDC_CLIENT_SECRET"] as const;

/** What is wrong between settings of which each is well by itself. */
function problemsBetween(given: Given): string[] {
  const missing = OIDC.filter((name) => given[name] === undefined);
  const isHalf = missing.length > 0 && missing.length < OIDC.length;
  const isOneText = given.KINSTEP_SECRET !== undefined && given.KINSTEP_SECRET === given.KINSTEP_AUDIT_KEY;
  return [
    ...(isOneText ? ["KINSTEP_SECRET and KINSTEP_AUDIT_KEY are the same text. Make one of its own for each"] : []),
    ...(isHalf ? [`${missing.join(" and ")} must be set too, or none of ${OIDC.join(", ")}`] : []),
  ];
}

/** Throws one Error that names everything missing or wrong, a plain sentence a line. */
function read<S extends z.ZodType>(rules: S, environment: Given): z.output<S> {
  const given = withoutEmpty(environment);
  const result = rules.safeParse(given);
  const problems = [...(result.error?.issues ?? []).map(({ message }) => message), ...problemsBetween(given)];
  if (!result.success || problems.length > 0) throw new Error(problems.join("\n"));
  return result.data;
}

function configOf(value: z.output<typeof schema>): Config {
  const [issuer, clientId, clientSecret] = OIDC.map((name) => value[name]);
  return {
    secret: value.KINSTEP_SECRET,
    auditKey: value.KINSTEP_AUDIT_KEY,
    origin: new URL(value.KINSTEP_ORIGIN).origin,
    demonstration: value.KINSTEP_DEMONSTRATION === "yes",
    proxies: value.KINSTEP_PROXIES,
    oidc: issuer && clientId && clientSecret ? { issuer, clientId, clientSecret } : null,
  };
}

/** Reads the environment once, at start. Throws one Error that names everything missing or wrong, in plain sentences. */
export const readConfig = (environment: Given): Config => configOf(read(schema, environment));

/** The same for a server on Node, which listens by itself: its port is one of the settings. */
export function readServing(environment: Given): { config: Config; port: number } {
  const value = read(onNode, environment);
  return { config: configOf(value), port: value.PORT };
}
