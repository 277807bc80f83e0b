/** A part of a multipart body: its name, the name of its file if it is one, and what it holds. */
const part =
  /Content-Disposition: form-data; name="([^"]*)"(?:; filename="([^"]*)")?\r\n(?:Content-Type: [^\r]*\r\n)?\r\n([^\r]*)/g;

/** Parts that are texts stand before or behind a file; what is looked through of its bytes is thrown away. */
const mostParts = 20;

/**
 * What the SDK sends, as a form in text. Of an upload a file is told by its name alone, and its bytes
 * are let go.
 */
export function sentText(body: unknown): string {
  if (typeof body === 'string') return body;
  if (!(body instanceof Uint8Array)) return '';
  const fields = new URLSearchParams();
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1');
  for (const [, name = '', file, value = ''] of text.matchAll(part)) {
    fields.append(inUtf8(name), inUtf8(file ?? value));
    if (fields.size >= mostParts) break;
  }
  return fields.toString();
}

const inUtf8 = (latin1: string): string => Buffer.from(latin1, 'latin1').toString('utf8');
