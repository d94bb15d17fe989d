import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** A Node on this machine that can't run TypeScript as it is, if there is one beside the project's own. */
export function oldNode(): string | undefined {
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/bin", "/usr/local/bin"];
  return folders
    .map((folder) => join(folder, "node"))
    .filter((path) => existsSync(path))
    .find((path) => {
      const said = spawnSync(path, ["-p", "String(process.features.typescript ?? false)"], { encoding: "utf8" });
      return said.status === 0 && said.stdout.trim() === "false";
    });
}
