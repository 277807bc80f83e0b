/**
 * Files (docs.stripe.com/api/files): what is uploaded for Stripe to look at or to pass on. A file is
 * looked at once, measured and named; its contents are not kept.
 */
import type Stripe from 'stripe';
import { fileType, filePurpose, mimeTypes, type FilePurpose, type FileType } from '../rules/files';
import {
  invalidRequest,
  missingParameter,
  noSuch,
  route,
  type Context,
  type Resource,
} from '../server/contract';
import type { Upload } from '../server/upload';

const DAY = 24 * 60 * 60;

function create(context: Context, given: Stripe.FileCreateParams): Stripe.File {
  const { upload } = context.request;
  if (!upload) throw missingParameter('file');
  if (given.file_link_data !== undefined) {
    throw invalidRequest('Links to files are not emulated: leave out `file_link_data`.', {
      param: 'file_link_data',
    });
  }
  const rules = filePurpose(given.purpose);
  if (!rules) {
    throw invalidRequest(`Files for the purpose '${given.purpose}' are not emulated.`, {
      param: 'purpose',
    });
  }
  const type = checked(upload, rules);
  const id = context.id('file_');
  const created = context.now();
  const links: Stripe.ApiList<Stripe.FileLink> = {
    object: 'list',
    data: [],
    has_more: false,
    url: `/v1/file_links?file=${id}`,
  };
  const file = {
    id,
    object: 'file',
    created,
    expires_at: rules.keptDays === null ? null : created + rules.keptDays * DAY,
    filename: upload.name,
    // unconfirmed: null where no link can be made.
    links: rules.downloadable ? links : null,
    purpose: given.purpose,
    size: upload.bytes.length,
    title: null,
    type,
    url: rules.downloadable ? `${context.urls.api}/v1/files/${id}/contents` : null,
  } satisfies Stripe.File;
  context.records.put('file', file, null);
  context.emit('file.created', file);
  return file;
}

/** What the file is. Throws 400 for one that its purpose does not allow. */
function checked({ name, bytes }: Upload, { types, mostBytes }: FilePurpose): FileType {
  // unconfirmed: both sentences about sizes.
  if (bytes.length === 0)
    throw invalidRequest('The file you uploaded is empty.', { param: 'file' });
  if (bytes.length > mostBytes) {
    throw invalidRequest(
      `The file you uploaded is too large. Please upload a file of at most ${mostBytes} bytes.`,
      { param: 'file' },
    );
  }
  const type = fileType(bytes, name);
  if (type && types.includes(type)) return type;
  // As seen by others: github.com/stripe/stripe-dotnet/issues/1278.
  throw invalidRequest(
    `We don't currently support that file type. Try uploading a file with one of the following mimetypes: ${types.map((one) => mimeTypes[one]).join(', ')}.`,
    { param: 'file' },
  );
}

/** A file of the context's account that has not expired; undefined when there is none. */
export function fileOf(context: Context, id: string): Stripe.File | undefined {
  const file = context.records.get('file', id)?.object;
  const expired = file?.expires_at != null && file.expires_at <= context.now();
  return expired ? undefined : file;
}

function inPath(context: Context, { id = '' }: Readonly<Record<string, string>>): Stripe.File {
  const file = fileOf(context, id);
  if (!file) throw noSuch('file upload', id, 'file');
  return file;
}

export const files: Resource = {
  object: 'file',
  routes: [
    // A browser may upload with a publishable key, too.
    route('POST', '/v1/files', 'FileCreateParams', create, { access: 'any' }),
    route('GET', '/v1/files', 'FileListParams', (context, parameters) => {
      const { purpose } = parameters;
      const valid = ({ object }: { readonly object: Stripe.File }) =>
        fileOf(context, object.id) !== undefined;
      return context.page('file', parameters, '/v1/files', valid, { purpose });
    }),
    route('GET', '/v1/files/:id', 'FileRetrieveParams', (context, _, path) =>
      inPath(context, path),
    ),
    route('GET', '/v1/files/:id/contents', null, (context, _, path) => {
      inPath(context, path);
      throw invalidRequest('The contents of files are not kept by this emulator.');
    }),
  ],
};
