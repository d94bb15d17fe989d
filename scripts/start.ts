/** `npm start`: makes what an install or an update left to be made, then the production start. */
try {
  const { buildWhatChanged } = await import("./build.ts");
  await buildWhatChanged();
  await import("../src/node/start.js");
} catch (error) {
  process.stderr.write(`Kinstep can’t start. ${(error as Error).message}\n`);
  process.exitCode = 1;
}

export {};
