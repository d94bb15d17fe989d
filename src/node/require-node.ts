const [major = 0] = process.versions.node.split(".").map(Number);

/** Stops a start on a Node that can't run this, before anything else loads. */
if (major < 22) {
  process.stderr.write(
    `Kinstep needs Node 22 or newer; this is ${process.versions.node}. Run it through npm (npm start), which brings its own.\n`,
  );
  process.exit(1);
}
