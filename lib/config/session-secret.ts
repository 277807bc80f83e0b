import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ConfigError } from './config-error';

/**
 * The secret that session cookies are signed with, kept in `<dataDir>/session-secret` (mode 0600) so
 * that a restart signs nobody out. Of several processes starting at once the first one's is taken.
 */
export function keptSessionSecret(dataDir: string): string {
  const file = path.join(dataDir, 'session-secret');
  try {
    mkdirSync(dataDir, { recursive: true });
    try {
      writeFileSync(file, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const secret = readFileSync(file, 'utf8').trim();
    if (secret.length >= 32) return secret;
  } catch (error) {
    throw new ConfigError(
      `The session secret could not be kept in ${file} (${(error as NodeJS.ErrnoException).code ?? 'error'}). ` +
        'Make the folder writable, set DATA_DIR to another one, or set SESSION_SECRET.',
    );
  }
  throw new ConfigError(
    `${file} is too short to be a session secret. Delete it; a new one is made, and everybody signs in again.`,
  );
}
