import type { BetterAuthOptions } from "better-auth";
import type { Temporal } from "temporal-polyfill";
import type { Deps } from "../../../deps.ts";
import { ABSOLUTE_HOURS, IDLE_MINUTES } from "../../../domain/session-times.ts";
import { MAXIMUM_LENGTH, MINIMUM_LENGTH } from "./password.ts";

const dated = (instant: Temporal.Instant): Date => new Date(instant.epochMilliseconds);

const CREATED_AND_UPDATED = { createdAt: "created_at", updatedAt: "updated_at" };

/** The library's tables under our names (migrations/0001). */
const TABLES = {
  user: {
    modelName: "user",
    fields: { emailVerified: "email_verified", ...CREATED_AND_UPDATED },
  },
  account: {
    modelName: "account",
    fields: {
      accountId: "account_id",
      providerId: "provider_id",
      userId: "user_id",
      accessToken: "access_token",
      refreshToken: "refresh_token",
      idToken: "id_token",
      accessTokenExpiresAt: "access_token_expires_at",
      refreshTokenExpiresAt: "refresh_token_expires_at",
      ...CREATED_AND_UPDATED,
    },
  },
  verification: { modelName: "verification", fields: { expiresAt: "expires_at", ...CREATED_AND_UPDATED } },
} satisfies Partial<BetterAuthOptions>;

export const SECOND_FACTOR_TABLE = {
  user: { fields: { twoFactorEnabled: "two_factor_enabled" } },
  twoFactor: {
    modelName: "two_factor",
    fields: {
      userId: "user_id",
      backupCodes: "backup_codes",
      failedVerificationCount: "failed_verification_count",
      lockedUntil: "locked_until",
    },
  },
};

const SESSION_FIELDS = {
  userId: "user_id",
  expiresAt: "expires_at",
  ipAddress: "ip_address",
  userAgent: "user_agent",
  ...CREATED_AND_UPDATED,
};

/** A header as it can be shown: headers hold bytes, and some of those are control characters. */
const plain = (header: string | null | undefined, most: number): string | null =>
  header?.replaceAll(/\p{Cc}/gu, "").slice(0, most) || null;

/**
 * A new session starts by our clock, and none starts for a disabled person: the library then answers as it does to a
 * wrong password. Where it came from and with what is kept, for "my sign-ins".
 */
async function beginSession(deps: Deps, userId: string, headers: Headers | undefined) {
  const user = await deps.db.selectFrom("user").where("id", "=", userId).select("disabled_at").executeTakeFirst();
  if (!user || user.disabled_at !== null) return false;
  const now = deps.clock.now();
  return {
    data: {
      createdAt: dated(now),
      updatedAt: dated(now),
      expiresAt: dated(now.add({ minutes: IDLE_MINUTES })),
      ipAddress: plain(headers?.get("x-client-address"), 100),
      userAgent: plain(headers?.get("user-agent"), 300),
    },
  };
}

/** Everything we tell the accounts library but its second factor. */
export const libraryOptions = (deps: Deps) =>
  ({
    appName: "Kinstep",
    baseURL: deps.config.origin,
    secret: deps.config.secret,
    database: { db: deps.db, type: "sqlite", transaction: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
    rateLimit: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: MINIMUM_LENGTH,
      maxPasswordLength: MAXIMUM_LENGTH,
      password: { hash: deps.hashPassword, verify: deps.verifyPassword },
    },
    ...TABLES,
    session: { modelName: "auth_session", fields: SESSION_FIELDS, expiresIn: ABSOLUTE_HOURS * 3600 },
    advanced: {
      cookiePrefix: "kinstep",
      useSecureCookies: deps.config.origin.startsWith("https:"),
      ipAddress: { disableIpTracking: true },
      database: { generateId: () => deps.newId(), validateSchema: false },
    },
    databaseHooks: {
      session: {
        create: { before: (session, context) => beginSession(deps, session.userId, context?.headers) },
      },
    },
  }) as const satisfies BetterAuthOptions;
