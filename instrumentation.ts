/** Called by Next once, before the first request. */
export async function register(): Promise<void> {
  // Next replaces this variable at build time; the other runtime has no file system.
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    await (await import('./instrumentation-node')).start();
  }
}
