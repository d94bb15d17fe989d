// The production start, in plain JavaScript: the rest is TypeScript, which an older Node can't even read to refuse it.
if (process.features.typescript) await import("../main.node.ts");
else {
  process.stderr.write(
    `Kinstep can’t start. It needs Node 22.18 or newer; this is ${process.versions.node}. Run it through npm (npm start), which brings its own.\n`,
  );
  process.exitCode = 1;
}
