import chromium from "@sparticuz/chromium";
import { type Browser, chromium as playwright } from "playwright-core";

const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Chromium from its npm package: nothing is installed on the machine. KINSTEP_CHROMIUM names another one. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = process.env.KINSTEP_CHROMIUM ?? (await chromium.executablePath());
  return playwright.launch({ executablePath, args: QUIET, headless: true });
}
