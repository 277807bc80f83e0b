import { DrizzleQueryError } from 'drizzle-orm';
import { redactText } from './redact';

/**
 * A fault for the log: redacted, and of a failed query the statement and what the database said,
 * never the values, which may be anybody's e-mail or password hash.
 */
export function describeFault(error: unknown): string {
  if (!(error instanceof Error)) return redactText(String(error));
  if (!(error instanceof DrizzleQueryError)) return redactText(error.stack ?? error.message);
  // The message names the values; the stack begins with the message.
  const frames = (error.stack ?? '').slice((error.stack ?? '').lastIndexOf(error.message));
  const trace = frames.startsWith(error.message) ? frames.slice(error.message.length) : '';
  return redactText(`a query failed, ${reasonOf(error.cause)}: ${error.query}${trace}`);
}

function reasonOf(cause: unknown): string {
  const { code, constraint, message } = (cause ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof code !== 'string') return cause instanceof Error ? cause.name : 'for unknown reasons';
  // Class 22, "data exception", repeats the value.
  // https://www.postgresql.org/docs/current/errcodes-appendix.html
  const words = code.startsWith('22') ? '' : ` ${String(message)}`;
  return `${code}${words}${typeof constraint === 'string' ? ` (${constraint})` : ''}`;
}
