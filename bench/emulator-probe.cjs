// Preloaded into a measured server: answers each message of the bench with its memory, cleaned up.
process.on('message', () => {
  globalThis.gc?.();
  process.send(process.memoryUsage());
});
// The bench's line to this process is not a reason to stay.
process.channel?.unref();
