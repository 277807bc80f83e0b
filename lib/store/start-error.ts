/** The app cannot start. `message` is whole sentences: what is wrong, and what to do. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
