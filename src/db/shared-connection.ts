import { SqliteAdapter } from "kysely";

/**
 * Kysely lets one caller at a time use SQLite, by a lock that each request waits for. There is nothing to guard: on Node a read
 * is done before anybody else can ask, on D1 each statement stands alone, and writing is `commit`'s. And it would do harm: on
 * Workers a request may not wait for another's promise, so one that is cut off in its read would hang all that come after it.
 */
export class SharedConnectionAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}
