import { problem } from './answer';
import { bodyLimit } from './guard-write';
import { readBytes } from './read-bytes';

/** The fields of a plain form, else the answer to refuse with. */
export async function readForm(request: Request): Promise<URLSearchParams | Response> {
  const bytes = await readBytes(request, bodyLimit);
  if (bytes === null) return problem(413, 'body_too_large', 'The request is too large.');
  return new URLSearchParams(new TextDecoder().decode(bytes));
}
