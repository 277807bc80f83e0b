import type Stripe from 'stripe';
import { beforeAll, describe, expect, test } from 'vitest';
import { billing, type Billing } from '../billing/billing-scene';
import { violations } from '../support/axe';
import { buildBrowserScripts } from '../support/browser-scripts';
import { openPage } from '../support/pages';

beforeAll(buildBrowserScripts);

/** An invoice that waits to be paid by hand. */
async function open(given: Partial<Stripe.InvoiceCreateParams> = {}) {
  const here = await billing();
  const { stripe, seller, customer } = here;
  const draft = await stripe.invoices.create(
    { customer, currency: 'eur', collection_method: 'send_invoice', days_until_due: 7, ...given },
    seller,
  );
  expect([draft.hosted_invoice_url, draft.invoice_pdf]).toEqual([null, null]);
  const item = { customer, invoice: draft.id, currency: draft.currency, amount: 2000 };
  await stripe.invoiceItems.create({ ...item, description: 'Mug (blue) & saucer' }, seller);
  const invoice = await stripe.invoices.finalizeInvoice(draft.id, {}, seller);
  return { here, invoice, url: invoice.hosted_invoice_url ?? '', pdf: invoice.invoice_pdf ?? '' };
}

async function statusOf({ stripe, seller }: Billing, id: string): Promise<string | null> {
  return (await stripe.invoices.retrieve(id, {}, seller)).status;
}

describe('the hosted invoice page', () => {
  test.each(['light', 'dark'] as const)(
    'is paid by a card, after one that is declined, and then says so (%s)',
    async (colorScheme) => {
      const { here, invoice, url } = await open();
      const page = await openPage({ colorScheme, viewport: { width: 390, height: 844 } });
      const problems: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error') problems.push(message.text());
      });
      await page.goto(url);
      expect(await page.getByRole('cell', { name: 'Mug (blue) & saucer' }).count()).toBe(1);
      const pay = page.getByRole('button', { name: 'Pay €20.00' });
      const frame = page.frameLocator('iframe[title="Secure payment input frame"]');
      const fill = async (number: string): Promise<void> => {
        await frame.getByLabel('Card number').fill(number);
        await frame.getByLabel('Expiration date').fill('12 / 34');
        await frame.getByLabel('Security code').fill('123');
      };
      await fill('4000000000000002');
      expect(await violations(page)).toEqual([]);
      await pay.click();
      await page.getByRole('alert').getByText('Your card was declined.').waitFor();
      expect(await statusOf(here, invoice.id)).toBe('open');
      await fill('4242424242424242');
      await pay.click();
      await page.getByText('This invoice is paid.').waitFor();
      expect(await statusOf(here, invoice.id)).toBe('paid');
      // The declined attempt answers 402, which browsers write down.
      expect(problems.filter((text) => !text.includes('402'))).toEqual([]);
      await page.getByRole('link', { name: 'View receipt' }).click();
      await page.getByRole('heading', { name: /^Receipt from / }).waitFor();
      expect(await page.getByRole('definition').allTextContents()).toEqual(
        expect.arrayContaining([invoice.number, '€20.00']),
      );
    },
  );

  test('has no form for what is not to be paid', async () => {
    const { here, invoice, url } = await open();
    await here.stripe.invoices.voidInvoice(invoice.id, {}, here.seller);
    const page = await openPage();
    await page.goto(url);
    await page.getByText('This invoice was voided').waitFor();
    expect(await page.getByRole('button').count()).toBe(0);
  });

  test('is there for whoever has the whole address', async () => {
    const { here, url, pdf } = await open();
    expect((await fetch(`${url}x`)).status).toBe(404);
    expect((await fetch(pdf.replace(/.\/pdf$/, '/pdf'))).status).toBe(404);
    const { id } = await here.stripe.invoices.create({ customer: here.jenny, currency: 'usd' });
    const other = url.replace(/in_\w+/, id);
    expect((await fetch(other)).status).toBe(404);
  });
});

test('amounts have the decimals that Stripe gives a currency, on page, PDF and receipt', async () => {
  const { here, invoice, url, pdf } = await open({ currency: 'isk' });
  const { stripe, seller } = here;
  await stripe.invoices.pay(invoice.id, {}, seller);
  const [charge] = (await stripe.charges.list({ limit: 1 }, seller)).data;
  for (const place of [url, pdf, charge?.receipt_url ?? '']) {
    const text = await (await fetch(place)).text();
    expect(text, place).toMatch(/ISK\s20\.00/);
  }
});

test('the PDF says what the invoice is for, on as many pages as it takes', async () => {
  const { here, invoice, pdf } = await open();
  const { stripe, seller, customer } = here;
  const answer = await fetch(pdf);
  expect(answer.headers.get('content-type')).toBe('application/pdf');
  expect(answer.headers.get('content-disposition')).toContain(`Invoice-${invoice.number}.pdf`);
  const text = await answer.text();
  expect(text).toMatch(/^%PDF-1\.4\n/);
  expect(text).toContain('(Mug \\(blue\\) & saucer)');
  expect(text).toContain('(\\20020.00)');
  // Each object is where the table says.
  const [, start] = /startxref\n(\d+)/.exec(text) ?? [];
  const offsets = [...text.slice(Number(start)).matchAll(/^(\d{10}) 00000 n /gm)];
  offsets.forEach(([, offset], index) => {
    expect(text.slice(Number(offset)).startsWith(`${index + 1} 0 obj`)).toBe(true);
  });
  const { id } = await stripe.invoices.create({ customer, currency: 'eur' }, seller);
  for (let line = 0; line < 40; line += 1) {
    const item = {
      customer,
      invoice: id,
      currency: 'eur',
      amount: 100,
      description: `Mug ${line}`,
    };
    await stripe.invoiceItems.create(item, seller);
  }
  const long = await stripe.invoices.finalizeInvoice(id, {}, seller);
  expect(await (await fetch(long.invoice_pdf ?? '')).text()).toContain('/Count 2');
});
