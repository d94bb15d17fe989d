type Stopping = {
  serving: { stop: () => Promise<unknown> };
  timer: { stop: () => Promise<unknown> };
  database: { close: () => void };
};

/**
 * From now on, SIGTERM or SIGINT ends the process well: what is under way is answered, the database closed. Told twice, as by a
 * terminal and by npm at once, it goes on ending.
 */
export function stopOnSignal({ serving, timer, database }: Stopping): void {
  let isStopping = false;
  const stop = async () => {
    if (isStopping) return;
    isStopping = true;
    await Promise.all([serving.stop(), timer.stop()]);
    database.close();
    process.exit(0);
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}
