import { z } from "zod";
import { err, ok, type Result } from "../../domain/result.ts";

/** The name under which second keying is kept among the settings. */
export const SECOND_KEYING = "second-keying";

/** A random 10% is keyed again, unless an administrator says otherwise (docs/rules/scores.md). */
export const DEFAULT_SHARE = 0.1;

/**
 * Which share (0 to 1) of the keyed forms is keyed again, drawn by which seed; `reason` is why it was set so. A value
 * that was written without `on` is on.
 */
export const secondKeyingSetting = z.object({
  share: z.number().min(0).max(1),
  seed: z.string().min(1).max(100),
  on: z.boolean().default(true),
  reason: z.string().default(""),
});
export type SecondKeyingSetting = z.output<typeof secondKeyingSetting>;

export type Asked = { on: boolean; share: number; reason: string };

/**
 * What a change makes of the setting. Switching on takes the fresh seed, so that nobody can choose which sample is
 * drawn; another share under the same seed keeps it, and off keeps both, to be read later. Null is never set: off.
 */
export function nextSetting(
  current: SecondKeyingSetting | null,
  { on, share, reason }: Asked,
  freshSeed: string,
): Result<SecondKeyingSetting, "as-it-is"> {
  const isOn = current?.on ?? false;
  if (!on) return isOn && current ? ok({ ...current, on, reason }) : err("as-it-is");
  if (!isOn || !current) return ok({ on, share, seed: freshSeed, reason });
  return share === current.share ? err("as-it-is") : ok({ ...current, share, reason });
}

/** One version of the setting, with who made it. `value` is null where it can't be read: off, then. */
export type SecondKeyingVersion = {
  version: number;
  value: SecondKeyingSetting | null;
  at: string;
  byName: string | null;
};

/** Since which version it has been on with this seed, or off; of versions newest first. Undefined when it was never set. */
export function heldSince(versions: readonly SecondKeyingVersion[]): SecondKeyingVersion | undefined {
  const [latest] = versions;
  const isSame = ({ value }: SecondKeyingVersion) =>
    (value?.on ?? false) === (latest?.value?.on ?? false) && (!value?.on || value.seed === latest?.value?.seed);
  const changed = versions.findIndex((one) => !isSame(one));
  return changed === -1 ? versions.at(-1) : versions[changed - 1];
}
