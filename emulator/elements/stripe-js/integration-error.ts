/** Wrong use of Stripe.js: thrown, or a rejection, never a resolved `error`. */
export class IntegrationError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'IntegrationError';
  }
}

/** For what Stripe.js has and this emulator does not, or not yet. */
export function unsupported(name: string): IntegrationError {
  return new IntegrationError(
    `${name} is not supported by the emulator yet. Use it against Stripe itself, with a test key.`,
  );
}
