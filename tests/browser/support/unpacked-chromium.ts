import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { inflate } from "@sparticuz/chromium";
import { ROOT } from "../../support/hosts.ts";

const PACKAGE = join(ROOT, "node_modules/@sparticuz/chromium");
const { version } = JSON.parse(readFileSync(join(PACKAGE, "package.json"), "utf8")) as { version: string };
const FOLDER = join(ROOT, `node_modules/.cache/kinstep/chromium-${version}`);

/** The browser, its fonts, and the libraries that a bare Debian has not got (NSS, NSPR, expat), which the package unpacks only on Lambda. */
const PARTS = ["chromium.br", "fonts.tar.br", "swiftshader.tar.br", "al2023.tar.br"];

/** The package's fonts and no others, so that a line breaks at the same word on every machine. Its own file looks for them in /tmp. */
const FONTS = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`;

/** The package unpacks into the machine's folder of temporary files, at one place for everybody; here it is one of this install. */
async function unpackInto(folder: string) {
  const { TMPDIR } = process.env;
  process.env.TMPDIR = folder;
  try {
    await Promise.all(PARTS.map((part) => inflate(join(PACKAGE, "bin", part))));
    writeFileSync(join(folder, "fonts.conf"), FONTS);
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
  }
}

/** The folder of the unpacked browser. It is moved to its place when it is whole; of two that unpack at once, one is kept. */
export async function unpackedChromium(): Promise<string> {
  if (existsSync(FOLDER)) return FOLDER;
  mkdirSync(dirname(FOLDER), { recursive: true });
  const part = mkdtempSync(`${FOLDER}.`);
  await unpackInto(part);
  try {
    renameSync(part, FOLDER);
  } catch (error) {
    rmSync(part, { recursive: true, force: true });
    if (!existsSync(FOLDER)) throw error;
  }
  return FOLDER;
}
