const disposition = /^Content-Disposition: form-data; name="([^"]*)"(?:; filename="([^"]*)")?/;

/**
 * What the SDK sends, as a form in text. Of an upload a file is told by its name alone: its bytes are
 * stepped over unread, so nothing in them is taken for another field.
 */
export function sentText(body: unknown): string {
  if (typeof body === 'string') return body;
  if (!(body instanceof Uint8Array)) return '';
  const fields = new URLSearchParams();
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  // The first line is what stands between the parts, made up anew for each upload.
  const between = Buffer.concat([Buffer.from('\r\n'), bytes.subarray(0, bytes.indexOf('\r\n'))]);
  let at = between.length;
  for (let end = bytes.indexOf(between, at); end >= 0; end = bytes.indexOf(between, at)) {
    const heads = bytes.indexOf('\r\n\r\n', at);
    const [, name = '', file] = disposition.exec(bytes.toString('utf8', at, heads)) ?? [];
    fields.append(name, file ?? bytes.toString('utf8', heads + 4, end));
    at = end + between.length + 2;
  }
  return fields.toString();
}
