import type { z } from 'zod';
import { problem } from './answer';
import { bodyLimit } from './guard-write';
import { readBytes } from './read-bytes';

/**
 * The body as `schema` understands it, else the answer to refuse with. Give it `z.strictObject`, so
 * that a key we do not know (a price, an account) is refused instead of ignored. `most`: how many bytes
 * of it are read.
 */
export async function readJson<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
  most = bodyLimit,
): Promise<z.output<Schema> | Response> {
  const bytes = await readBytes(request, most);
  if (bytes === null) return problem(413, 'body_too_large', 'The request is too large.');
  let body: unknown;
  try {
    body = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return problem(400, 'not_json', 'The body is not JSON.');
  }
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const where = issue?.path.join('.') || (issue?.code === 'unrecognized_keys' ? issue.keys[0] : '');
  return problem(
    400,
    'invalid_request',
    where
      ? `"${String(where).slice(0, 60)}" is not what was expected.`
      : 'The request is not what was expected.',
  );
}
