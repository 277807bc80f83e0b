import Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { control } from '../support/raw-call';
import { disputed } from './disputed';
import { eventTypes, expectShape, failure, scene, type Scene } from './scene';

const MB = 1024 * 1024;

/** A file that begins as such a file does. */
const contents = {
  pdf: (size = 64) => Buffer.from('%PDF-1.7\n'.padEnd(size, 'x')),
  png: (size = 64) =>
    Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(size - 8)]),
  jpg: (size = 64) =>
    Buffer.concat([Buffer.from('\xff\xd8\xff\xe0', 'latin1'), Buffer.alloc(size - 4)]),
};

function upload(
  { stripe, seller }: Pick<Scene, 'stripe' | 'seller'>,
  data: Uint8Array | string,
  { name = 'receipt.pdf', type = 'application/pdf', purpose = 'dispute_evidence' } = {},
  options: Stripe.RequestOptions = {},
) {
  const file = { data, name, type };
  return stripe.files.create(
    { purpose: purpose as 'dispute_evidence', file },
    { ...seller, ...options },
  );
}

describe('a file', () => {
  test('is uploaded by the SDK as it is, read, and listed by its purpose', async () => {
    const made = await scene();
    const { stripe, seller } = made;
    const receipt = await upload(made, contents.pdf(2000));
    expectShape(receipt);
    expect(receipt.id).toMatch(/^file_1/);
    expect(receipt).toMatchObject({
      object: 'file',
      filename: 'receipt.pdf',
      purpose: 'dispute_evidence',
      size: 2000,
      title: null,
      type: 'pdf',
      links: { data: [], url: `/v1/file_links?file=${receipt.id}` },
    });
    expect((receipt.expires_at ?? 0) - receipt.created).toBe(270 * 86_400);
    expect(receipt.url).toMatch(new RegExp(`/v1/files/${receipt.id}/contents$`));
    expect(receipt.lastResponse.headers['stripe-account']).toBe(made.account);
    expect({ ...(await stripe.files.retrieve(receipt.id, {}, seller)) }).toEqual({ ...receipt });
    expect((await failure(stripe.files.retrieve(receipt.id))).statusCode).toBe(404);

    const picture = await upload(made, contents.png(), { name: 'é "1".png', type: 'image/png' });
    expect(picture).toMatchObject({ type: 'png', size: 64 });
    const paper = await upload(made, contents.jpg(), { purpose: 'identity_document' });
    expect(paper).toMatchObject({ type: 'jpg', expires_at: null, links: null, url: null });
    const listed = async (parameters: Stripe.FileListParams) =>
      (await stripe.files.list(parameters, seller)).data.map(({ id }) => id);
    expect(await listed({})).toEqual([paper.id, picture.id, receipt.id]);
    expect(await listed({ purpose: 'dispute_evidence' })).toEqual([picture.id, receipt.id]);
    expect(await listed({ limit: 1, starting_after: paper.id })).toEqual([picture.id]);
    expect(await eventTypes(stripe, seller)).toEqual(Array(3).fill('file.created'));
  });

  test('is judged by its first bytes, its size and its purpose', async () => {
    const made = await scene();
    const refused = async (...given: [Uint8Array | string, object?]) =>
      failure(upload(made, ...given));
    expect(await refused('just text')).toMatchObject({
      statusCode: 400,
      param: 'file',
      message:
        "We don't currently support that file type. Try uploading a file with one of the following mimetypes: application/pdf, image/jpeg, image/png.",
    });
    expect(await refused('')).toMatchObject({ statusCode: 400, param: 'file' });
    expect(await refused(contents.pdf(5 * MB + 1))).toMatchObject({ param: 'file' });
    expect((await upload(made, contents.pdf(5 * MB))).size).toBe(5 * MB);
    expect(await refused(contents.png(), { purpose: 'pci_document' })).toMatchObject({
      message: expect.stringContaining('mimetypes: application/pdf.'),
    });
    expect(await refused(contents.pdf(), { purpose: 'holiday' })).toMatchObject({
      statusCode: 400,
      param: 'purpose',
    });
    expect(await refused(contents.pdf(), { purpose: 'terminal_android_apk' })).toMatchObject({
      message: "Files for the purpose 'terminal_android_apk' are not emulated.",
    });
    const table = await upload(made, 'a,b\n1,2\n', {
      ...{ name: 'sales.csv', type: 'text/csv', purpose: 'tax_document_user_upload' },
    });
    expect(table.type).toBe('csv');
  });

  test('must be a part of a multipart form, which no other endpoint takes', async () => {
    const made = await scene();
    const { emulator, stripe } = made;
    const send = async (path: string, body: FormData | URLSearchParams) => {
      const headers = { authorization: 'Bearer sk_test_emulator' };
      const answer = await fetch(`${emulator.urls.api}${path}`, { method: 'POST', body, headers });
      return { status: answer.status, ...((await answer.json()) as object) };
    };
    const form = (fields: Record<string, string>) => {
      const made = new FormData();
      for (const [name, value] of Object.entries(fields)) made.append(name, value);
      return made;
    };
    const purpose = 'dispute_evidence';
    expect(await send('/v1/files', form({ purpose }))).toMatchObject({
      status: 400,
      error: { code: 'parameter_missing', param: 'file' },
    });
    const text = { purpose, file: '%PDF-1.7' };
    for (const body of [form(text), new URLSearchParams(text)]) {
      expect(await send('/v1/files', body)).toMatchObject({
        status: 400,
        error: { param: 'file' },
      });
    }
    const more = form({ purpose });
    more.append('file', new Blob([contents.pdf()]), 'a.pdf');
    more.append('other', new Blob(['x']), 'b.pdf');
    expect(await send('/v1/files', more)).toMatchObject({
      error: { code: 'parameter_unknown', param: 'other' },
    });
    expect(await send('/v1/customers', form({ name: 'Ada' }))).toMatchObject({ status: 400 });
    const broken = await fetch(`${emulator.urls.api}/v1/files`, {
      method: 'POST',
      body: '--x\r\nnothing of the kind',
      headers: {
        authorization: 'Bearer sk_test_emulator',
        'content-type': 'multipart/form-data; boundary=x',
      },
    });
    expect(broken.status).toBe(400);
    expect((await stripe.files.list()).data).toEqual([]);
  });

  test('is there once for each idempotency key, which is good for the same file alone', async () => {
    const made = await scene();
    const key = { idempotencyKey: 'file:1' };
    const [one, other] = await Promise.all([
      upload(made, contents.pdf(), {}, key),
      upload(made, contents.pdf(), {}, key),
    ]);
    expect(other.id).toBe(one.id);
    expect(await failure(upload(made, contents.pdf(65), {}, key))).toMatchObject({
      type: 'StripeIdempotencyError',
    });
    expect((await made.stripe.files.list({}, made.seller)).data).toHaveLength(1);
  });

  test('can be uploaded with a publishable key, and is logged without what is in it', async () => {
    const made = await scene();
    const publishable = new Stripe('pk_test_emulator', {
      host: '127.0.0.1',
      port: new URL(made.emulator.urls.api).port,
      protocol: 'http',
    });
    const file = await upload({ ...made, stripe: publishable }, contents.pdf());
    expect(file.purpose).toBe('dispute_evidence');
    expect(await failure(publishable.files.retrieve(file.id, {}, made.seller))).toMatchObject({
      code: 'secret_key_required',
    });
    const log = await control<{ data: { path: string; parameters: object }[] }>(
      made.emulator,
      'GET',
      '/requests',
    );
    expect(log.data.find(({ path }) => path === '/v1/files')?.parameters).toEqual({
      purpose: 'dispute_evidence',
      file: 'receipt.pdf',
    });
  });

  test('is gone when it has expired', async () => {
    const made = await scene();
    const { id } = await upload(made, contents.pdf());
    await control(made.emulator, 'POST', '/clock', { advance_seconds: 271 * 86_400 });
    expect((await failure(made.stripe.files.retrieve(id, {}, made.seller))).statusCode).toBe(404);
    expect((await made.stripe.files.list({}, made.seller)).data).toEqual([]);
  });
});

describe('files among evidence', () => {
  test('are kept by their ids, and shown whole when asked for', async () => {
    const made = await scene();
    const { stripe, seller } = made;
    const { dispute } = await disputed(made);
    const receipt = await upload(made, contents.pdf());
    const after = await stripe.disputes.update(
      dispute.id,
      { evidence: { receipt: receipt.id }, submit: false },
      seller,
    );
    expectShape(after);
    expect(after.evidence.receipt).toBe(receipt.id);
    const whole = await stripe.disputes.retrieve(
      dispute.id,
      { expand: ['evidence.receipt'] },
      seller,
    );
    expect(whole.evidence.receipt).toMatchObject({ id: receipt.id, filename: 'receipt.pdf' });
  });

  test('belong to the account, are uploaded for it, and are 4.5 MB together', async () => {
    const made = await scene();
    const { stripe, seller } = made;
    const { dispute } = await disputed(made);
    const refused = (evidence: Stripe.DisputeUpdateParams.Evidence) =>
      failure(stripe.disputes.update(dispute.id, { evidence, submit: false }, seller));
    const { id: platforms } = await upload({ ...made, seller: {} as never }, contents.pdf());
    expect(await refused({ receipt: platforms })).toMatchObject({
      code: 'resource_missing',
      param: 'evidence[receipt]',
      message: `No such file upload: '${platforms}'`,
    });
    const { id: paper } = await upload(made, contents.pdf(), { purpose: 'identity_document' });
    expect(await refused({ uncategorized_file: paper })).toMatchObject({
      param: 'evidence[uncategorized_file]',
    });
    const { id: large } = await upload(made, contents.pdf(3 * MB));
    const { id: more } = await upload(made, contents.pdf(2 * MB));
    await stripe.disputes.update(
      dispute.id,
      { evidence: { receipt: large }, submit: false },
      seller,
    );
    expect(await refused({ shipping_documentation: more })).toMatchObject({
      statusCode: 400,
      message: expect.stringContaining('will exceed the limit for a dispute'),
    });
    const emptied = { receipt: '', shipping_documentation: more };
    const after = await stripe.disputes.update(
      dispute.id,
      { evidence: emptied, submit: false },
      seller,
    );
    expect(after.evidence).toMatchObject({ receipt: null, shipping_documentation: more });
  });
});
