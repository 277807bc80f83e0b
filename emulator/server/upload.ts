import { createHash } from 'node:crypto';
import { invalidRequest } from './contract';
import { decodeForm, type Form } from './form';

/** A file that came with a request. */
export interface Upload {
  /** As the sender calls it. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** SHA-256, for telling a repetition from another request. */
  readonly digest: string;
}

/** A multipart body, taken apart. */
export interface MultipartForm {
  /** As of any other form; the file is an empty hash in it. */
  readonly form: Form;
  readonly upload: Upload | undefined;
}

/** Takes a multipart body apart. Rejects with a 400 for a body that is none. */
export async function decodeMultipart(body: Buffer, contentType: string): Promise<MultipartForm> {
  let fields: FormData;
  try {
    const headers = { 'content-type': contentType };
    fields = await new Response(new Uint8Array(body), { headers }).formData();
  } catch {
    throw invalidRequest('Invalid multipart/form-data in the request.', { validation: true });
  }
  const texts: [string, string][] = [];
  const files: [string, File][] = [];
  for (const [name, value] of fields) {
    if (typeof value === 'string') texts.push([name, value]);
    else files.push([name, value]);
  }
  const form = decodeForm(new URLSearchParams(texts).toString());
  for (const [name] of files) form[name] = Object.create(null) as Form;
  const file = files.findLast(([name]) => name === 'file')?.[1];
  return { form, upload: file && (await uploaded(file)) };
}

async function uploaded(file: File): Promise<Upload> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const digest = createHash('sha256').update(file.name).update('\0').update(bytes).digest('hex');
  return { name: file.name, bytes, digest };
}
