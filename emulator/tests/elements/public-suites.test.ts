import { describe, expect, it } from 'vitest';
import {
  clerk,
  commercelayer,
  complete,
  payload,
  saleor,
  samples,
  solidus,
  woocommerce,
  type banks,
  type Shape,
} from './public-shapes';
import { callStripe, eventually, mountPayment, useStage } from './stage';

const stage = useStage();
const challenged = '4000002500003155';

/** Saves a card in a suite's own way; `again` for one that fills a form that lost its first keys. */
async function saves(
  shape: Shape,
  bank: keyof typeof banks,
  query: string,
  again = false,
): Promise<void> {
  const { client_secret } = await stage.stripe.setupIntents.create({
    excluded_payment_method_types: ['us_bank_account'],
  });
  const page = await stage.open({ path: `/?stripe=${encodeURIComponent(query)}` });
  await mountPayment(page, { elements: { clientSecret: client_secret } });
  if (again) {
    const first = page.frameLocator('#payment iframe:visible').locator('input[name="number"]');
    await first.fill(challenged);
    await eventually(() => first.inputValue()).toBe('');
  }
  await shape.fill(page, challenged);
  const confirmed = callStripe(page, 'confirmSetup', { redirect: 'if_required' });
  await complete(page, bank);
  const { setupIntent } = await confirmed;
  expect(setupIntent?.status).toBe('succeeded');
}

describe('a public suite saves a card and passes the bank', () => {
  const calm: [Shape, keyof typeof banks, string][] = [
    [saleor, 'byName', '?generation=2025'],
    [commercelayer, 'byAddress', '?generation=2025'],
    [clerk, 'byNesting', '?generation=2025'],
    [payload, 'byAge', '?generation=2022'],
    [solidus, 'byNesting', '?generation=2022'],
    [woocommerce, 'byPlace', '?generation=2022'],
  ];
  it.each(calm.map(([shape, bank, query]) => ({ name: shape.name, shape, bank, query })))(
    '$name, $query',
    ({ shape, bank, query }) => saves(shape, bank, query),
  );

  // Those whose selectors stand a hidden second frame; a title alone does not.
  const hard: [Shape, keyof typeof banks, string][] = [
    [samples, 'byAge', '?hard=1'],
    [woocommerce, 'byAddress', '?hard=1'],
    [solidus, 'byPlace', '?hard=1&generation=2022'],
  ];
  it.each(hard.map(([shape, bank, query]) => ({ name: shape.name, shape, bank, query })))(
    '$name, $query, filling in again what was lost',
    ({ shape, bank, query }) => saves(shape, bank, query, true),
  );
});
