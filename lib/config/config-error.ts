/** The environment is wrong. `message` is whole sentences: what is wrong, and what to do. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}
