import { join } from "node:path";
import { type Browser, chromium as playwright } from "playwright-core";
import { unpackedChromium } from "./unpacked-chromium.ts";

const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Chromium, its libraries and its fonts from one npm package: nothing is installed on the machine. KINSTEP_CHROMIUM names another one. */
export async function launchChromium(): Promise<Browser> {
  const named = process.env.KINSTEP_CHROMIUM;
  if (named) return playwright.launch({ executablePath: named, args: QUIET, headless: true });
  const folder = await unpackedChromium();
  const env = {
    ...process.env,
    LD_LIBRARY_PATH: join(folder, "al2023/lib"),
    FONTCONFIG_FILE: join(folder, "fonts.conf"),
  } as Record<string, string>;
  return playwright.launch({ executablePath: join(folder, "chromium"), args: QUIET, headless: true, env });
}
